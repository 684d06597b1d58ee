package io.caravan.http;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers that a route wants beside those of every call. */
final class ExtraHeaders {

  /** Login, address and length are not for a route to say. */
  private static final Set<String> OURS =
      Set.of(
          "authorization",
          "cookie",
          "host",
          "content-length",
          "connection",
          "transfer-encoding",
          "expect");

  private ExtraHeaders() {}

  /** The headers of a map, or of pairs name=value with "; " between them; none of anything else. */
  static Map<String, String> of(Object given) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((name, value) -> headers.put(name(name.toString()), value(name, value)));
    } else if (given instanceof String text) {
      for (String pair : text.split("; ")) {
        String[] parts = pair.strip().split("=", 2);
        if (parts.length == 2 && !parts[1].isEmpty()) {
          headers.put(name(parts[0]), value(parts[0], parts[1]));
        }
      }
    }
    return headers;
  }

  private static String name(String name) {
    // Camel takes headers that begin like this for its own and would go where they say.
    boolean camels = name.toLowerCase(Locale.ROOT).startsWith("camel");
    if (camels || OURS.contains(name.toLowerCase(Locale.ROOT)) || !name.matches("[A-Za-z0-9-]+")) {
      throw refused(name, "a route may not set this header");
    }
    return name;
  }

  private static String value(Object name, Object value) {
    if (value == null || !value.toString().matches("[\\x20-\\x7e]*")) {
      throw refused(name.toString(), "its value cannot stand in a header");
    }
    return value.toString();
  }

  private static CaravanException refused(String name, String why) {
    return CaravanException.of(ErrorCode.E106, "A header of a call cannot be used")
        .where(name.replaceAll("[^\\x20-\\x7e]", "?"))
        .why(why)
        .fix("Correct the parameter headers of the route")
        .build();
  }
}
