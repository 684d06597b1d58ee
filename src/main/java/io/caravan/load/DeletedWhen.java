package io.caravan.load;

import io.caravan.load.value.Records;
import java.util.Set;

/**
 * How a record says that it was deleted.
 *
 * @param field empty when records say nothing
 * @param values of which the field then has one; empty when it then is true or has any value
 */
record DeletedWhen(String field, Set<String> values) {

  /** Reads {@code field} or {@code field=value|value}. */
  static DeletedWhen parse(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new DeletedWhen(text.strip(), Set.of())
        : new DeletedWhen(
            text.substring(0, equals).strip(), Set.of(text.substring(equals + 1).split("\\|")));
  }

  boolean isSaid() {
    return !field.isEmpty();
  }

  boolean isTrueOf(Object record) {
    if (field.isEmpty()) {
      return false;
    }
    Object value = Records.value(record, field);
    if (value == null || Boolean.FALSE.equals(value)) {
      return false;
    }
    String text = value.toString();
    return values.isEmpty()
        ? !text.isEmpty() && !text.equalsIgnoreCase("false")
        : values.contains(text);
  }
}
