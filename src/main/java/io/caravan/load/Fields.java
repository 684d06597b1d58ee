package io.caravan.load;

import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
import io.caravan.load.value.ColumnType;
import io.caravan.load.value.Decimals;
import io.caravan.load.value.Records;
import io.caravan.load.value.RefusedRow;
import io.caravan.load.value.ValueTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fields of one table during one run, in the order in which they were met. */
final class Fields {

  /** A longer value is refused: it would cost memory several times over, here and in the server. */
  private static final int LONGEST_TEXT = 32 * 1024 * 1024;

  private final boolean inferred;
  private final Decimals decimals;
  private final Map<String, ColumnType> declared;
  private final Function<String, Column> columns;
  private final List<Field> all = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * @param inferred whether text may become a typed column
   * @param declared fields that count as met from the beginning, and the least their columns hold
   * @param columns finds the column that holds a field already; null for none
   * @param decimals which numbers the database holds as numbers
   */
  Fields(
      boolean inferred,
      Map<String, ColumnType> declared,
      Function<String, Column> columns,
      Decimals decimals) {
    this.inferred = inferred;
    this.decimals = decimals;
    this.declared = declared;
    this.columns = columns;
    declared.keySet().forEach(name -> get(position(name)).meet());
  }

  /** Whether somebody has said what the table holds. */
  boolean areDeclared() {
    return declared.keySet().stream().anyMatch(name -> !name.equals(Names.DELETED_AT));
  }

  List<Field> all() {
    return all;
  }

  Field get(int position) {
    return all.get(position);
  }

  /** The position of a field, which is made known by asking. */
  int position(String name) {
    Integer known = positions.get(name);
    if (known != null) {
      return known;
    }
    String clean = Names.field(name);
    int position = clean.equals(name) ? add(clean) : position(clean);
    positions.put(name, position);
    return position;
  }

  private int add(String name) {
    Field field =
        new Field(name, inferred, declared.getOrDefault(name, ColumnType.UNKNOWN), decimals);
    field.heldBy(columns.apply(name));
    all.add(field);
    return all.size() - 1;
  }

  /**
   * Takes a record apart and notes what its values ask of their columns.
   *
   * @param source the record as it came, for messages
   * @param record the same with what is nested taken apart
   * @throws RefusedRow when it cannot become a row whatever its columns are
   */
  Row read(Object source, Object record, List<String> keys) {
    int known = all.size();
    Reading reading = new Reading(known);
    try {
      Records.fields(record, reading::take);
      for (String key : keys) {
        Object value = reading.value(position(key));
        if (value == null || ValueTypes.isNotANumber(value)) {
          throw new RefusedRow("the key " + key + " is missing or null");
        }
      }
    } catch (RefusedRow e) {
      forget(known);
      throw e;
    }
    return reading.row(source);
  }

  /** Notes what a value that is stored elsewhere asks of a column here. */
  void see(String name, Object value) {
    Field field = all.get(position(name));
    field.meet();
    field.sees(value);
  }

  /** A refused record must not leave columns behind. */
  private void forget(int known) {
    positions.values().removeIf(position -> position >= known);
    all.subList(known, all.size()).clear();
  }

  /** One record on its way. What it asks of columns counts only when it is not refused half way. */
  private final class Reading {
    private Object[] values;
    private List<Integer> oddDays = List.of();

    Reading(int known) {
      values = new Object[Math.max(known, 8)];
    }

    void take(String name, Object value) {
      if (value instanceof String text && text.length() > LONGEST_TEXT) {
        throw new RefusedRow(
            name + " is " + text.length() + " characters long; " + LONGEST_TEXT + " are allowed");
      }
      int position = position(name);
      all.get(position).meet();
      if (position >= values.length) {
        values = java.util.Arrays.copyOf(values, Math.max(position + 1, values.length * 2));
      }
      values[position] = value;
    }

    Object value(int position) {
      return position < values.length ? values[position] : null;
    }

    Row row(Object source) {
      for (int i = 0; i < values.length && i < all.size(); i++) {
        if (values[i] != null && all.get(i).sees(values[i])) {
          oddDays = oddDays.isEmpty() ? new ArrayList<>() : oddDays;
          oddDays.add(i);
        }
      }
      return new Row(source, values, oddDays, Map.of());
    }
  }
}
