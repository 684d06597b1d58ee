package io.caravan.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Stores rows of one shape of a table, inside the caller's transaction. */
interface RowWriter {

  /** Appends the rows; a key that is there already fails with a duplicate. */
  Stored append(Connection transaction, List<Row> rows, String runId) throws SQLException;

  /** Inserts new rows, updates changed ones, and leaves the others alone. */
  Stored upsert(Connection transaction, List<Row> rows, String runId) throws SQLException;

  /** Forgets what an earlier part of the same transaction has staged. */
  void clear(Connection transaction) throws SQLException;

  /**
   * Deletes rows of lists that are no longer there: those whose parent has been staged by its
   * writer and which have not been staged by this one.
   */
  void deleteOthers(Connection transaction, RowWriter parents) throws SQLException;

  /** Values of which something had to be replaced, since the writer was made. */
  long sanitized();
}
