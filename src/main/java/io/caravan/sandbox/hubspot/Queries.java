package io.caravan.sandbox.hubspot;

import io.caravan.sandbox.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Parameters that may be repeated. */
final class Queries {

  private Queries() {}

  /** Every value of the parameter, in order. */
  static List<String> all(Request request, String name) {
    if (request.rawQuery() == null) {
      return List.of();
    }
    return Stream.of(request.rawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(name))
        .map(pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))
        .toList();
  }
}
