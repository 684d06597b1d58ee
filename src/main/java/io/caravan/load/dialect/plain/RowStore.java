package io.caravan.load.dialect.plain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How rows that were gathered get into one shape of a table. A row is its values in the order of
 * the columns, then the time it was loaded and the run.
 */
public interface RowStore {

  /** What became of rows; the others were there as they are. */
  record Change(long added, long changed) {

    public static final Change NONE = new Change(0, 0);
  }

  /** Adds rows; a key that is there already fails with a duplicate. */
  void append(Connection transaction, List<Object[]> rows) throws SQLException;

  /** Adds rows that are new and changes those that differ. No key comes twice. */
  Change upsert(Connection transaction, List<Object[]> rows) throws SQLException;

  /**
   * Deletes rows of lists that are no longer there: those whose parent has been upserted last, and
   * which have not been upserted last themselves.
   */
  void deleteOthers(Connection transaction, RowStore parents) throws SQLException;
}
