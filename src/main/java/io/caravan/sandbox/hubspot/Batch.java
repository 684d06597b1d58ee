package io.caravan.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to a batch: what was found, and an error for each input that was not. */
final class Batch {

  private static final String TIME = "2026-11-01T00:00:00.000Z";

  private final List<Object> results = new ArrayList<>();
  private final List<Object> errors = new ArrayList<>();

  /** The body of a batch, if it has inputs and not too many. */
  static JsonNode body(Request request, int most) {
    JsonNode body =
        Json.read(request.body())
            .filter(node -> node.path("inputs").isArray())
            .orElseThrow(() -> Refused.validation("Invalid input JSON: inputs is missing"));
    int inputs = body.path("inputs").size();
    if (inputs == 0 || inputs > most) {
      throw Refused.validation("Number of inputs in batch must be between 1 and " + most);
    }
    return body;
  }

  static long id(JsonNode input) {
    String id = input.path("id").asText();
    if (!id.matches("\\d{1,18}")) {
      throw Refused.validation("Invalid input: '" + id + "' is no id");
    }
    return Long.parseLong(id);
  }

  void found(Object result) {
    results.add(result);
  }

  void missing(
      String message, String category, String subCategory, Map<String, List<String>> context) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("status", "error");
    error.put("category", category);
    if (subCategory != null) {
      error.put("subCategory", subCategory);
    }
    error.put("message", message);
    error.put("context", context);
    error.put("errors", List.of());
    error.put("links", Map.of());
    errors.add(error);
  }

  /** 207 when something is missing: a success with failures inside. */
  Reply reply() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "COMPLETE");
    body.put("results", results);
    body.put("startedAt", TIME);
    body.put("completedAt", TIME);
    if (errors.isEmpty()) {
      return Reply.json(200, body);
    }
    body.put("numErrors", errors.size());
    body.put("errors", errors);
    return Reply.json(207, body);
  }
}
