package io.caravan.load;

import io.caravan.load.table.Column;
import io.caravan.load.value.ColumnType;
import io.caravan.load.value.Decimals;
import io.caravan.load.value.TextTypes;
import io.caravan.load.value.ValueTypes;

/** A field of the source during one run: which values it brought and which column holds them. */
final class Field {

  private final String name;
  private final boolean inferred;
  private final ColumnType declared;
  private final Decimals decimals;
  private ColumnType seen;
  private boolean sawText;
  private Column column;
  private boolean met;

  /**
   * @param inferred whether text of this field may become a typed column
   * @param declared the type its column has at least; unknown when nobody says
   * @param decimals which numbers the database holds as numbers
   */
  Field(String name, boolean inferred, ColumnType declared, Decimals decimals) {
    this.name = name;
    this.decimals = decimals;
    this.inferred = inferred || declared != ColumnType.UNKNOWN;
    this.declared = declared;
    this.seen = declared;
  }

  String name() {
    return name;
  }

  /** Null until the plan has found or made one, and for a field that goes into {@code _extra}. */
  Column column() {
    return column;
  }

  void heldBy(Column holder) {
    column = holder;
    seen = declared;
    sawText = false;
  }

  /** Takes note that a record has this field, with or without a value. */
  void meet() {
    met = true;
  }

  /** Whether a record of this run has this field; otherwise it is known from its column only. */
  boolean isMet() {
    return met;
  }

  /** Takes over a column, and what has been seen stays seen. */
  void adopt(Column holder) {
    column = holder;
  }

  /** Takes note of a value that is not null. Returns whether it is a day that does not exist. */
  boolean sees(Object value) {
    if (value instanceof String text) {
      return seesText(text);
    }
    ColumnType type = decimals.held(ValueTypes.of(value), value);
    if (type != seen && (column == null || column.type() != type)) {
      add(type);
    }
    return !ValueTypes.isInRange(value);
  }

  private boolean seesText(String text) {
    if (column == null ? !inferred || seen == ColumnType.TEXT : takesAnyText()) {
      if (seen != ColumnType.TEXT) {
        add(ColumnType.TEXT);
      }
      return false;
    }
    ColumnType type = decimals.held(TextTypes.of(text), text);
    sawText = true;
    add(type);
    return type == ColumnType.UNKNOWN;
  }

  private boolean takesAnyText() {
    return switch (column.type()) {
      case TEXT, JSONB, OTHER -> true;
      case UNKNOWN -> !inferred;
      default -> false;
    };
  }

  private void add(ColumnType type) {
    boolean open = column == null || column.type() == ColumnType.UNKNOWN;
    seen = open ? seen.join(type) : column.type().toHold(seen).toHold(type);
  }

  /** The type its column must have for everything seen so far. */
  ColumnType needed() {
    ColumnType wanted = seen == ColumnType.UNKNOWN && sawText ? ColumnType.TEXT : seen;
    if (column == null || column.type() == ColumnType.UNKNOWN) {
      return ColumnType.UNKNOWN.toHold(wanted);
    }
    return column.type().toHold(seen);
  }
}
