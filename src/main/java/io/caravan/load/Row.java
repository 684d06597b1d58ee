package io.caravan.load;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record on its way into a table.
 *
 * @param source the record as it came
 * @param values by the position of the field; may be shorter than the list of fields
 * @param oddDays positions of values that are written like a day but are none; empty for most
 * @param children rows of the tables that hold the lists of the record
 */
record Row(
    Object source, Object[] values, List<Integer> oddDays, Map<LoadedTable, List<Row>> children) {

  /** The same row with room for children. */
  Row withChildren() {
    return new Row(source, values, oddDays, new IdentityHashMap<>());
  }

  Object value(int field) {
    return field < values.length ? values[field] : null;
  }
}
