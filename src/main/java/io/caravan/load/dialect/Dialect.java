package io.caravan.load.dialect;

import io.caravan.error.CaravanException;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Dependent;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.Decimals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/** Everything that differs between databases. */
public interface Dialect {

  /** The most columns a table gets; further fields go into {@code _extra}. */
  int mostColumns();

  /** A name as it stands in SQL. */
  String quote(String name);

  /** A table as it stands in SQL. */
  String quoted(TableName table);

  /** The name of the column for a field, when no other has taken it. */
  default String column(String field) {
    return Names.column(field);
  }

  /** Which numbers are held as numbers. */
  Decimals decimals();

  /** The table as it stands; null when there is none. */
  TableShape describe(Connection connection, TableName table) throws SQLException;

  /** The tables that Caravan has made for lists inside the records of a table. */
  List<TableName> children(Connection connection, TableName table) throws SQLException;

  /** How a table is made and changed. */
  TableChanges changes();

  /**
   * The change as it can be made now: with whatever depends on the table put aside and back, and
   * with what takes more than one statement spelt out.
   */
  Ddl prepared(Connection connection, TableName table, Ddl change) throws SQLException;

  /** Why a change had to be given up for the sake of something that depends on the table. */
  CaravanException dependentRefused(
      Connection connection, TableName table, Ddl change, Dependent view, SQLException failure);

  /** Notes a change and the columns it makes, inside the transaction of the caller. */
  void log(Connection connection, TableName table, String runId, Ddl change) throws SQLException;

  /** Keeps rejects, inside the transaction of the page they came with. */
  void saveRejects(
      Connection transaction,
      String stream,
      String runId,
      String options,
      List<RejectedRow> rejects)
      throws SQLException;

  /** Moves the bookmark and proves the right to write, inside the transaction of the caller. */
  void moveBookmark(Connection transaction, String stream, String value, long fence, String runId)
      throws SQLException;

  /**
   * Makes a temporary table of keys, inside the transaction of the caller.
   *
   * @param columns of the table whose rows the keys tell apart, in the order of the fields
   * @return the temporary table as it stands in SQL
   */
  String keep(Connection transaction, String name, TableName table, List<Column> columns, Keys keys)
      throws SQLException, IOException;

  /** The time of the transaction, as it stands in SQL. */
  String clock();

  /** A moment as it stands in SQL. */
  String moment(String iso);

  /**
   * What stores the rows of one shape of a table.
   *
   * @param fields the names of the fields by their positions
   */
  RowWriter writer(
      TableName table,
      List<String> keyColumns,
      List<WrittenColumn> columns,
      IntFunction<String> fields);

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
