package io.caravan.load.value;

/**
 * Values in the text format of COPY: fields end in a tab, rows in a line feed, and backslash, tab,
 * line feed and carriage return inside a value are escaped (PostgreSQL manual, COPY, File Formats).
 */
public final class CopyText {

  private final Utf8 out;
  private final JsonText json;

  public CopyText(Utf8 out) {
    this.out = out;
    this.json = new JsonText(out, true);
  }

  void nothing() {
    out.put('\\');
    out.put('N');
  }

  /** A value for a column of a type that can hold it. */
  public void value(Object value, ColumnType type) {
    if (value == null || ValueTypes.isNotANumber(value)) {
      if (value != null) {
        out.countReplaced();
      }
      nothing();
    } else if (type == ColumnType.JSONB || Records.isNested(value)) {
      json.write(value);
    } else if (value instanceof String text) {
      text(text, type);
    } else if (value instanceof Number || value instanceof Boolean) {
      out.ascii(value.toString());
    } else {
      text(ValueTypes.text(value), type);
    }
  }

  private void text(String text, ColumnType type) {
    if (type == ColumnType.TIMESTAMPTZ || type == ColumnType.TIMESTAMP) {
      out.ascii(TextTypes.moment(text));
    } else {
      escaped(text);
    }
  }

  private void escaped(String text) {
    int length = text.length();
    for (int i = out.plain(text, 0); i < length; i++, i = out.plain(text, i)) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += out.character(text, i) - 1;
      } else if (c > '\r' && c != '\\') {
        out.put(c);
      } else {
        escape(c);
      }
    }
  }

  private void escape(char c) {
    switch (c) {
      case '\n' -> pair('n');
      case '\r' -> pair('r');
      case '\t' -> pair('t');
      case '\\' -> pair('\\');
      case 0 -> out.replacement();
      default -> out.put(c);
    }
  }

  private void pair(char second) {
    out.put('\\');
    out.put(second);
  }
}
