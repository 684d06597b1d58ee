package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Request;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The query of a call, read as strictly as v2 does: what it does not know, it refuses. */
final class Parameters {

  // Fractions of a second are refused although RFC 3339 allows them; seen at the live service.
  private static final Pattern WHOLE_SECONDS =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)");

  private final Map<String, String> query;

  Parameters(Request request, Set<String> allowed) {
    query = request.query();
    for (String name : query.keySet()) {
      if (!allowed.contains(name)) {
        throw Refused.parameter(
            name + ": Parameter '" + name + "' is not allowed for this request");
      }
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name));
  }

  Optional<Long> number(String name) {
    return text(name)
        .map(
            value -> {
              if (!value.matches("\\d{1,18}")) {
                throw Refused.parameter(name + ": Expected number, received '" + value + "'");
              }
              return Long.valueOf(value);
            });
  }

  /** The size of a page: 100 when nothing is said. */
  int limit(int most) {
    long limit = number("limit").orElse(100L);
    if (limit < 1 || limit > most) {
      throw Refused.parameter("limit: Must be between 1 and " + most);
    }
    return (int) limit;
  }

  boolean flag(String name) {
    String value = text(name).orElse("false");
    return oneOf(name, value, Set.of("true", "false")).equals("true");
  }

  String choice(String name, String otherwise, Set<String> choices) {
    return oneOf(name, text(name).orElse(otherwise), choices);
  }

  /** A comma-separated list; nothing when the parameter is not there. */
  Optional<Set<String>> list(String name, int most) {
    Optional<Set<String>> list =
        text(name).map(value -> new LinkedHashSet<>(Arrays.asList(value.split(","))));
    if (list.isPresent() && list.get().size() > most) {
      throw Refused.parameter(name + ": At most " + most + " are allowed");
    }
    return list;
  }

  Optional<Set<String>> choices(String name, Set<String> choices) {
    Optional<Set<String>> list = list(name, choices.size());
    list.ifPresent(values -> values.forEach(value -> oneOf(name, value, choices)));
    return list;
  }

  Optional<Instant> time(String name) {
    return text(name)
        .map(
            value -> {
              if (!WHOLE_SECONDS.matcher(value).matches()) {
                throw Refused.parameter(name + ": '" + value + "' is not a valid datetime");
              }
              try {
                return OffsetDateTime.parse(value).toInstant();
              } catch (DateTimeParseException e) {
                throw Refused.parameter(name + ": '" + value + "' is not a valid datetime");
              }
            });
  }

  private static String oneOf(String name, String value, Set<String> choices) {
    if (!choices.contains(value)) {
      throw Refused.parameter(name + ": '" + value + "' is not one of " + choices);
    }
    return value;
  }
}
