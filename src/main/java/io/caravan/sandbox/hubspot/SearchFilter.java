package io.caravan.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** One condition of a search. */
record SearchFilter(
    String property, String operator, String value, String highValue, List<String> values) {

  private static final Set<String> OPERATORS =
      Set.of(
          "EQ",
          "NEQ",
          "LT",
          "LTE",
          "GT",
          "GTE",
          "BETWEEN",
          "IN",
          "NOT_IN",
          "HAS_PROPERTY",
          "NOT_HAS_PROPERTY",
          "CONTAINS_TOKEN",
          "NOT_CONTAINS_TOKEN");

  static SearchFilter of(JsonNode filter, ObjectType type) {
    String property = filter.path("propertyName").asText();
    String operator = filter.path("operator").asText();
    if (!type.hasProperty(property)) {
      throw Refused.validation(
          "There was a problem with the request: property " + property + " does not exist");
    }
    if (!OPERATORS.contains(operator)) {
      throw Refused.validation("Invalid input JSON: '" + operator + "' is no operator");
    }
    return new SearchFilter(
        property,
        operator,
        filter.path("value").asText(""),
        filter.path("highValue").asText(""),
        StreamSupport.stream(filter.path("values").spliterator(), false)
            .map(JsonNode::asText)
            .toList());
  }

  boolean matches(CrmObject object) {
    Optional<String> found = object.property(property);
    if (operator.equals("NOT_HAS_PROPERTY")) {
      return found.isEmpty();
    }
    // A record without the property is in no other answer, not even in those that exclude a value.
    return found.isPresent() && holds(found.get());
  }

  private boolean holds(String found) {
    return switch (operator) {
      case "EQ" -> compare(found, value) == 0;
      case "NEQ" -> compare(found, value) != 0;
      case "LT" -> compare(found, value) < 0;
      case "LTE" -> compare(found, value) <= 0;
      case "GT" -> compare(found, value) > 0;
      case "GTE" -> compare(found, value) >= 0;
      case "BETWEEN" -> compare(found, value) >= 0 && compare(found, highValue) <= 0;
      case "IN" -> values.stream().anyMatch(each -> compare(found, each) == 0);
      case "NOT_IN" -> values.stream().noneMatch(each -> compare(found, each) == 0);
      case "CONTAINS_TOKEN" -> holdsToken(found);
      case "NOT_CONTAINS_TOKEN" -> !holdsToken(found);
      default -> true;
    };
  }

  private boolean holdsToken(String found) {
    String token = value.replace("*", "").toLowerCase(Locale.ROOT);
    return found.toLowerCase(Locale.ROOT).contains(token);
  }

  /** As numbers where both are, times included; as texts without regard to capitals otherwise. */
  static int compare(String one, String other) {
    Optional<BigDecimal> left = number(one);
    Optional<BigDecimal> right = number(other);
    return left.isPresent() && right.isPresent()
        ? left.get().compareTo(right.get())
        : one.compareToIgnoreCase(other);
  }

  /** Times are milliseconds since 1970, whether they are written so or as ISO 8601. */
  private static Optional<BigDecimal> number(String text) {
    if (text.matches("-?\\d+(\\.\\d+)?")) {
      return Optional.of(new BigDecimal(text));
    }
    if (!text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(BigDecimal.valueOf(Instant.parse(text).toEpochMilli()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
