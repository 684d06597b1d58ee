package io.caravan.sandbox.enderturing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which sessions a caller wants: parts joined by {@code ±}, such as {@code
 * date_range,2024-05-01,2024-05-01||00:00,12:00±is_scored,manual}. Both ends count, and a minute is
 * the moment at which it begins.
 */
final class Filters {

  private Filters() {}

  static Predicate<Map<String, Object>> parse(String text) {
    Predicate<Map<String, Object>> wanted = session -> true;
    for (String part : text == null || text.isBlank() ? new String[0] : text.split("±")) {
      wanted = wanted.and(part(part));
    }
    return wanted;
  }

  private static Predicate<Map<String, Object>> part(String part) {
    String[] words = part.split(",", 2);
    String given = words.length == 2 ? words[1] : "";
    return switch (words[0]) {
      case "date_range" -> dates(given);
      case "is_scored" -> {
        if (!given.equals("manual")) {
          throw Refused.unusable("filters", "is_scored knows manual only");
        }
        yield session -> ids(session, "reviewers").stream().anyMatch(id -> !id.equals("0"));
      }
      case "reviewers" -> session -> !ids(session, "reviewers").isEmpty();
      case "categories", "tags" -> anyOf(words[0], given);
      default -> throw Refused.unusable("filters", "there is no filter " + words[0]);
    };
  }

  private static Predicate<Map<String, Object>> anyOf(String field, String given) {
    List<String> wanted = Arrays.asList(given.replaceFirst("\\|or$", "").split(","));
    if (!given.matches("\\d+(,\\d+)*\\|or")) {
      throw Refused.unusable("filters", field + " needs numbers and |or");
    }
    return session -> ids(session, field).stream().anyMatch(wanted::contains);
  }

  private static List<String> ids(Map<String, Object> session, String field) {
    return session.get(field) instanceof List<?> list
        ? list.stream().map(one -> String.valueOf(((Map<?, ?>) one).get("id"))).toList()
        : List.of();
  }

  private static Predicate<Map<String, Object>> dates(String given) {
    String[] halves = given.split("\\|\\|");
    String[] days = halves[0].split(",");
    String[] times = halves.length == 2 ? halves[1].split(",") : new String[] {"00:00", "23:59"};
    try {
      LocalDateTime from = LocalDate.parse(days[0]).atTime(LocalTime.parse(times[0]));
      LocalDateTime to = LocalDate.parse(days[1]).atTime(LocalTime.parse(times[1]));
      return session -> {
        LocalDateTime start = LocalDateTime.parse(session.get("start_dt").toString());
        return !start.isBefore(from) && !start.isAfter(to);
      };
    } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
      throw Refused.unusable("filters", "date_range is day,day||HH:MM,HH:MM, not " + given);
    }
  }
}
