package io.caravan.load.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Stores rows of one shape of a table. Getting rows ready needs no connection, so that it can be
 * done while the page before is on its way.
 */
public interface RowWriter {

  /** For rows to be appended; a key that is there already fails with a duplicate. */
  BatchBuilder appending(Stamp stamp);

  /** For rows to be inserted where they are new, updated where they differ, and left alone else. */
  BatchBuilder upserting(Stamp stamp);

  /** Forgets what an earlier part of the same transaction has staged. */
  void clear(Connection transaction) throws SQLException;

  /**
   * Deletes rows of lists that are no longer there: those whose parent has been staged by its
   * writer and which have not been staged by this one.
   */
  void deleteOthers(Connection transaction, RowWriter parents) throws SQLException;
}
