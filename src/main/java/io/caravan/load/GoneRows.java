package io.caravan.load;

import java.sql.SQLException;

/** A table compared with the keys that a run has met. */
interface GoneRows {

  /** How many rows are in the table and not yet known to be gone. */
  long present() throws SQLException;

  /** How many of them no key is for. */
  long missing() throws SQLException;

  /** Marks the rows that no key is for. */
  long mark(String runId) throws SQLException;

  /** Deletes the rows that no key is for. */
  long deleteOthers() throws SQLException;

  /** Deletes the rows that a key is for. */
  long deleteThese() throws SQLException;
}
