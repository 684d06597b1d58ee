package io.caravan.gooddata;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes an object the way GoodData's SDK does: keys sorted, two spaces, lists at the column of
 * their key. The same object always gives the same text, so that a diff shows changes only.
 *
 * <p>What some reader of YAML would take for a number, a date or a truth value stands in quotes.
 */
final class YamlText {

  private static final Pattern PLAIN =
      Pattern.compile(
          "[A-Za-z_/]([A-Za-z0-9_./()+=,;-]|:(?=\\S))*( ([A-Za-z0-9_./()+=&,;-]|:(?=\\S))+)*");
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\ufeff]");
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf");

  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  static String of(Map<String, ?> object) {
    YamlText yaml = new YamlText();
    yaml.map(object, 0);
    return yaml.text.toString();
  }

  private void map(Map<?, ?> map, int depth) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(key.toString(), value));
    boolean first = true;
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      if (!first) {
        indent(depth);
      }
      first = false;
      text.append(scalar(entry.getKey())).append(':');
      value(entry.getValue(), depth);
    }
  }

  private void value(Object value, int depth) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      text.append('\n');
      indent(depth + 1);
      map(map, depth + 1);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      text.append('\n');
      list(list, depth);
    } else {
      text.append(' ').append(leaf(value)).append('\n');
    }
  }

  private void list(List<?> list, int depth) {
    for (Object item : list) {
      indent(depth);
      text.append('-');
      if (item instanceof Map<?, ?> map && !map.isEmpty()) {
        text.append(' ');
        map(map, depth + 1);
      } else if (item instanceof List<?> inner && !inner.isEmpty()) {
        text.append('\n');
        list(inner, depth + 1);
      } else {
        text.append(' ').append(leaf(item)).append('\n');
      }
    }
  }

  private void indent(int depth) {
    text.append("  ".repeat(depth));
  }

  private static String leaf(Object value) {
    if (value instanceof Map) {
      return "{}";
    }
    if (value instanceof List) {
      return "[]";
    }
    return value instanceof String string ? scalar(string) : String.valueOf(value);
  }

  private static String scalar(String value) {
    if (CONTROL.matcher(value).find()) {
      return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    }
    boolean plain =
        PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT));
    return plain ? value : "'" + value.replace("'", "''") + "'";
  }
}
