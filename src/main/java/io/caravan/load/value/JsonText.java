package io.caravan.load.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.stream.JsonRecord;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes a value as JSON that {@code jsonb} takes: without U+0000, halves of surrogate pairs and
 * NaN. For COPY each backslash is doubled on the way, which saves a second pass over the text.
 */
public final class JsonText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Utf8 out;
  private final boolean forCopy;

  public JsonText(Utf8 out, boolean forCopy) {
    this.out = out;
    this.forCopy = forCopy;
  }

  /** A value as JSON text for people and for the table of rejects. */
  public static String of(Object value) {
    Utf8 out = new Utf8();
    new JsonText(out, false).write(value instanceof JsonRecord record ? readable(record) : value);
    return out.toString();
  }

  private static Object readable(JsonRecord record) {
    try {
      return record.map();
    } catch (IllegalArgumentException e) {
      return record.toString();
    }
  }

  public void write(Object value) {
    Object plain = value instanceof JsonNode node ? Records.plain(node) : value;
    if (plain == null) {
      out.ascii("null");
    } else if (plain instanceof JsonNode node) {
      node(node);
    } else if (plain instanceof Map<?, ?> map) {
      object(map.entrySet().iterator());
    } else if (plain instanceof List<?> list) {
      array(list.iterator());
    } else if (plain instanceof Boolean) {
      out.ascii(plain.toString());
    } else if (plain instanceof Number) {
      number(plain);
    } else {
      string(ValueTypes.text(plain));
    }
  }

  private void node(JsonNode node) {
    if (node.isObject()) {
      object(node.properties().iterator());
    } else {
      array(node.elements());
    }
  }

  private void object(Iterator<? extends Map.Entry<?, ?>> fields) {
    out.put('{');
    while (fields.hasNext()) {
      Map.Entry<?, ?> field = fields.next();
      string(String.valueOf(field.getKey()));
      out.put(':');
      write(field.getValue());
      if (fields.hasNext()) {
        out.put(',');
      }
    }
    out.put('}');
  }

  private void array(Iterator<?> elements) {
    out.put('[');
    while (elements.hasNext()) {
      write(elements.next());
      if (elements.hasNext()) {
        out.put(',');
      }
    }
    out.put(']');
  }

  private void number(Object number) {
    if (ValueTypes.isNotANumber(number)) {
      out.ascii("null");
      out.countReplaced();
    } else {
      out.ascii(number.toString());
    }
  }

  private void string(String text) {
    out.put('"');
    for (int i = out.plain(text, 0); i < text.length(); i++, i = out.plain(text, i)) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += out.character(text, i) - 1;
      } else if (c >= 0x20 && c != '"' && c != '\\') {
        out.put(c);
      } else {
        escaped(c);
      }
    }
    out.put('"');
  }

  private void escaped(char c) {
    switch (c) {
      case 0 -> out.replacement();
      case '"', '\\' -> {
        backslash();
        if (c == '\\') {
          backslash();
        } else {
          out.put(c);
        }
      }
      default -> {
        backslash();
        out.ascii("u00");
        out.put(HEX[c >> 4]);
        out.put(HEX[c & 0xF]);
      }
    }
  }

  private void backslash() {
    out.put('\\');
    if (forCopy) {
      out.put('\\');
    }
  }
}
