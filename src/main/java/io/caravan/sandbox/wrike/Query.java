package io.caravan.sandbox.wrike;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Request;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The query of a call. Objects and lists in it are JSON text; what is not known is refused. */
final class Query {

  private static final int LARGEST_PAGE = 1000;

  private final Map<String, String> query;

  Query(Request request, Set<String> allowed) {
    query = request.query();
    for (String name : query.keySet()) {
      if (!allowed.contains(name)) {
        throw Refused.parameter("Unknown parameter: " + name);
      }
    }
  }

  boolean isEmpty() {
    return query.isEmpty();
  }

  boolean has(String name) {
    return query.containsKey(name);
  }

  Set<String> names() {
    return query.keySet();
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name));
  }

  boolean flag(String name) {
    String value = query.getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw Refused.parameter("Parameter " + name + " is not true or false: " + value);
    }
    return value.equals("true");
  }

  Optional<Integer> size(String name) {
    return text(name)
        .map(
            value -> {
              if (!value.matches("\\d{1,4}")
                  || Integer.parseInt(value) < 1
                  || Integer.parseInt(value) > LARGEST_PAGE) {
                throw Refused.parameter(name + " must be between 1 and " + LARGEST_PAGE);
              }
              return Integer.valueOf(value);
            });
  }

  /** The optional fields that are asked for. */
  Set<String> fields(Set<String> known) {
    Set<String> fields = new LinkedHashSet<>();
    if (has("fields")) {
      json("fields", JsonNode::isArray).forEach(field -> fields.add(field.asText()));
    }
    for (String field : fields) {
      if (!known.contains(field)) {
        throw Refused.parameter("Parameter fields has the unknown field " + field);
      }
    }
    return fields;
  }

  /** Whether a moment lies in a filter such as {@code {"start":"2026-01-01T00:00:00Z"}}. */
  Predicate<Instant> times(String name) {
    if (!has(name)) {
      return moment -> true;
    }
    JsonNode filter = json(name, JsonNode::isObject);
    filter
        .fieldNames()
        .forEachRemaining(
            bound -> {
              if (!Set.of("start", "end", "equal").contains(bound)) {
                throw Refused.parameter("Parameter " + name + " has no " + bound);
              }
            });
    Optional<Instant> start = bound(name, filter.get("start"));
    Optional<Instant> end = bound(name, filter.get("end"));
    return moment ->
        start.map(first -> !moment.isBefore(first)).orElse(true)
            && end.map(moment::isBefore).orElse(true);
  }

  private static Optional<Instant> bound(String name, JsonNode node) {
    if (node == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(node.asText()).toInstant());
    } catch (DateTimeParseException e) {
      throw Refused.parameter("Parameter " + name + " has no valid date: " + node.asText());
    }
  }

  private JsonNode json(String name, Predicate<JsonNode> form) {
    return Json.read(query.get(name))
        .filter(form)
        .orElseThrow(() -> Refused.parameter("Parameter " + name + " is not valid JSON"));
  }
}
