package io.caravan.load;

import java.util.List;

/**
 * One change of a table.
 *
 * @param statements executed together, in one transaction
 * @param columns the columns it adds
 */
record Ddl(List<String> statements, List<String> columns) {

  /** The statements as the log of changes and the run record show them. */
  String text() {
    return String.join("; ", statements);
  }
}
