package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Request;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A call that was found.
 *
 * @param path below the address of the API
 * @param parts what stands in the path in place of {@code {name}}
 */
record Call(Request request, String path, Map<String, String> parts) {

  /** What stands in the path in this place. */
  String part(String name) {
    return parts.get(name);
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(request.query().get(name)).filter(value -> !value.isEmpty());
  }

  /** A time of the query; GitHub wants it as ISO 8601 with a zone. */
  Optional<Instant> time(String name) {
    try {
      return query(name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeParseException e) {
      throw Refused.invalid("Search", name);
    }
  }

  /** A number of the query; what is none counts as absent, as at GitHub. */
  int number(String name, int otherwise) {
    return query(name)
        .filter(value -> value.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }
}
