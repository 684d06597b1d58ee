package io.caravan.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it arrived.
 *
 * @param path the path without the query
 * @param rawQuery the query as sent, null when there is none
 * @param headers by name in lower case, with every value
 * @param body the body as text, empty when there is none
 */
public record Request(
    String method, String path, String rawQuery, Map<String, List<String>> headers, String body) {

  /** The first value of the header. */
  public Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }

  /** The query parameters, decoded; of a repeated one the last. */
  public Map<String, String> query() {
    return pairs(rawQuery);
  }

  /** The fields of a form in the body. */
  public Map<String, String> form() {
    return pairs(body);
  }

  /** Path and query as sent. */
  public String target() {
    return rawQuery == null ? path : path + "?" + rawQuery;
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (text == null || text.isEmpty()) {
      return pairs;
    }
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      pairs.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return pairs;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
