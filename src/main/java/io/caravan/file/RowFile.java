package io.caravan.file;

import java.io.IOException;

/** A file that rows are written into, one after the other. It is whole only when it was closed. */
interface RowFile extends AutoCloseable {

  /**
   * Writes a row.
   *
   * @param values in the order of the columns, of the classes that {@link FileColumn.Kind} tells;
   *     null for no value
   */
  void write(Object[] values) throws IOException;

  @Override
  void close() throws IOException;
}
