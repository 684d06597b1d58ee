package io.caravan.load;

import io.caravan.error.CaravanException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Everything that differs between databases. */
interface Dialect {

  /** The most columns a table gets; further fields go into {@code _extra}. */
  int mostColumns();

  /** The table as it stands; null when there is none. */
  TableShape describe(Connection connection, TableName table) throws SQLException;

  /** The tables that Caravan has made for lists inside the records of a table. */
  List<TableName> children(Connection connection, TableName table) throws SQLException;

  /** How a table is made and changed. */
  TableChanges changes();

  /**
   * The same change with whatever depends on the table put aside and back; the change itself when
   * nothing has to be.
   */
  Ddl aroundDependents(Connection connection, TableName table, Ddl change) throws SQLException;

  /** Why a change had to be given up for the sake of something that depends on the table. */
  CaravanException dependentRefused(
      Connection connection, TableName table, Ddl change, Dependent view, SQLException failure);

  /** What stores the rows of one shape of a table. */
  RowWriter writer(
      TableName table, List<String> keyColumns, List<WrittenColumn> columns, List<Field> fields);

  /** The time by the clock of the database. */
  Instant now(Connection connection) throws SQLException;

  /**
   * Begins a load transaction, with plans that go through the key and with bounded waits for locks.
   *
   * @return the number by which {@link #outcome} knows it again
   */
  long begin(Connection connection, Duration lock) throws SQLException;

  /** Bounds the waits for locks until the end of the transaction. */
  void limitWaits(Connection connection, Duration lock) throws SQLException;

  /** What became of a transaction whose commit got no answer. */
  Outcome outcome(Connection connection, long transaction) throws SQLException;

  /** Whether the same page may succeed when it is tried again. */
  boolean mayPass(SQLException failure);

  /** Whether single rows are to blame, so that the others can be stored without them. */
  boolean blamesRows(SQLException failure);

  /** Whether the table is no longer what it was when it was looked at. */
  boolean blamesShape(SQLException failure);

  /** Whether a row with the same key was there already. */
  boolean isDuplicate(SQLException failure);

  /** What the server says, in one sentence. */
  String reason(SQLException failure);

  /** The failure for people. */
  CaravanException explain(Connection connection, TableName table, SQLException failure);

  /** What became of a transaction. */
  enum Outcome {
    COMMITTED,
    ROLLED_BACK,
    STILL_GOING
  }
}
