package io.caravan.load.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Rows for one table in the form in which the server takes them, ready to be sent. */
public interface Batch {

  /** Stores the rows inside the caller's transaction. */
  Stored store(Connection transaction) throws SQLException;
}
