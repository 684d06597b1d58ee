package io.caravan.load;

import java.util.List;

/**
 * A record on its way into a table.
 *
 * @param source the record as it came
 * @param values by the position of the field; may be shorter than the list of fields
 * @param oddDays positions of values that are written like a day but are none; empty for most
 */
record Row(Object source, Object[] values, List<Integer> oddDays) {

  Object value(int field) {
    return field < values.length ? values[field] : null;
  }
}
