package io.caravan.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Request;

/** The body of a call that writes. */
final class Body {

  private Body() {}

  static JsonNode object(Request request) {
    String type = request.header("content-type").orElse("");
    if (!type.startsWith("application/json")) {
      throw Refused.with(415, "Unsupported Media Type: '" + type + "'");
    }
    return Json.read(request.body())
        .filter(JsonNode::isObject)
        .orElseThrow(() -> Refused.with(400, "Bad request: the body is no JSON object"));
  }
}
