package io.caravan.http;

import io.caravan.auth.Credential;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The query part of an address. */
final class Query {

  private Query() {}

  /**
   * The query of a value: nothing of null, a text as it is (it has to be encoded already), a map
   * encoded. Null values are left out, lists repeat their name.
   */
  static String of(Object value) {
    if (value == null) {
      return "";
    }
    if (!(value instanceof Map<?, ?> parameters)) {
      return value.toString();
    }
    StringJoiner query = new StringJoiner("&");
    parameters.forEach(
        (name, given) -> {
          Collection<?> values = given instanceof Collection<?> many ? many : single(given);
          values.forEach(one -> query.add(encoded(name) + "=" + encoded(one)));
        });
    return query.toString();
  }

  /**
   * The query with a login that travels in it. A link to a next page may hold that login already:
   * it is there once.
   */
  static String with(Credential login, String query) {
    if (login.parameter() == null) {
      return query;
    }
    String name = encoded(login.parameter()) + "=";
    StringJoiner all = new StringJoiner("&");
    for (String pair : query.split("&")) {
      if (!pair.isEmpty() && !pair.startsWith(name)) {
        all.add(pair);
      }
    }
    return all.add(name + encoded(login.value())).toString();
  }

  private static Collection<?> single(Object value) {
    return value == null ? List.of() : List.of(value);
  }

  private static String encoded(Object text) {
    return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
