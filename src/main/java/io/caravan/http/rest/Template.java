package io.caravan.http.rest;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text with placeholders. Only names are looked up; nothing in a value is evaluated. */
final class Template {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z][\\w.-]*)}");

  private Template() {}

  /**
   * The text with its values; empty when one of them is missing or empty. A list is joined with
   * commas.
   *
   * @param quoted makes a value fit its place, for example by URL-encoding it
   */
  static Optional<String> fill(String text, Values values, UnaryOperator<String> quoted) {
    StringBuilder filled = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      String value = text(values.find(placeholder.group(1)));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(quoted.apply(value)));
    }
    return Optional.of(placeholder.appendTail(filled).toString());
  }

  private static String text(Object value) {
    if (value instanceof Collection<?> many) {
      return many.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value == null ? "" : value.toString();
  }

  /**
   * The pairs of {@code name=value; name=value}, filled. A pair with a missing value is left out:
   * so a first read has no {@code since=}.
   *
   * <p>Not {@code &}, which is taken apart on the way: Camel makes an address of the parameters.
   */
  static Map<String, String> pairs(String text, Values values) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : split(text)) {
      String[] parts = pair.strip().split("=", 2);
      if (!parts[0].isEmpty()) {
        fill(parts.length == 2 ? parts[1] : "", values, UnaryOperator.identity())
            .ifPresent(value -> pairs.put(parts[0], value));
      }
    }
    return pairs;
  }

  /**
   * The same pairs with values as they are where a placeholder stands alone: a number stays one.
   */
  static Map<String, Object> values(String text, Values values) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    for (String pair : split(text)) {
      String[] parts = pair.strip().split("=", 2);
      if (!parts[0].isEmpty() && parts.length == 2) {
        Matcher alone = PLACEHOLDER.matcher(parts[1]);
        pairs.put(
            parts[0],
            alone.matches()
                ? values.find(alone.group(1))
                : fill(parts[1], values, UnaryOperator.identity()).orElse(null));
      }
    }
    return pairs;
  }

  private static String[] split(String pairs) {
    return pairs.split(";(?=\\s|$)");
  }
}
