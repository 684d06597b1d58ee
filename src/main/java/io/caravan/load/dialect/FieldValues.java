package io.caravan.load.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What of the values of a record goes into which column. */
public final class FieldValues {

  private final Set<Integer> placed;
  private final IntFunction<String> names;

  /**
   * @param names of the fields by their positions; of those, too, that are met later
   */
  public FieldValues(List<WrittenColumn> columns, IntFunction<String> names) {
    this.placed = columns.stream().map(WrittenColumn::field).collect(Collectors.toSet());
    this.names = names;
  }

  /**
   * The value for a column.
   *
   * @param values by the position of the field; may be shorter than the list of fields
   */
  public Object of(Object[] values, WrittenColumn column) {
    int field = column.field();
    if (field < 0) {
      return extra(values);
    }
    return field < values.length ? values[field] : null;
  }

  /** The values that have no column of their own; null when there are none. */
  private Map<String, Object> extra(Object[] values) {
    Map<String, Object> extra = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null && !placed.contains(i)) {
        extra.put(names.apply(i), values[i]);
      }
    }
    return extra.isEmpty() ? null : extra;
  }
}
