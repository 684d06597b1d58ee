package io.caravan.load.dialect.postgres;

import io.caravan.error.CaravanException;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.Keys;
import io.caravan.load.dialect.RejectStore;
import io.caravan.load.dialect.RejectedRow;
import io.caravan.load.dialect.RowWriter;
import io.caravan.load.dialect.TableChanges;
import io.caravan.load.dialect.WrittenColumn;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Dependent;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.Decimals;
import io.caravan.stream.Bookmarks;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** PostgreSQL. SQLSTATEs are those of its manual, appendix A. */
public final class PostgresDialect implements Dialect {

  /** Its limit is 1,600, but wide rows reach 8 kB long before. */
  private static final int MOST_COLUMNS = 1_000;

  /**
   * A page is small and the table is large: the way through the key is right, and without
   * statistics of the temporary table the planner would not know.
   */
  private static final String BEGIN =
      """
      select txid_current(), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
             set_config('jit', 'off', true), set_config('lock_timeout', ?, true)
      """;

  private static final String LOG =
      "insert into caravan.ddl_log (table_name, run_id, columns, statement) values (?, ?, ?, ?)";

  private static final String DUPLICATE = "23505";
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "57P01", "57P02", "57P03");
  private static final Set<String> SHAPE = Set.of("42P01", "42703", "42804", "42809", "3F000");
  private static final Set<String> ROWS = Set.of("21", "22", "23", "44", "54", "P0");

  private final PostgresCatalog catalog = new PostgresCatalog();
  private final PostgresChanges changes = new PostgresChanges();

  @Override
  public int mostColumns() {
    return MOST_COLUMNS;
  }

  @Override
  public TableShape describe(Connection connection, TableName table) throws SQLException {
    return catalog.describe(connection, table);
  }

  @Override
  public List<TableName> children(Connection connection, TableName table) throws SQLException {
    return catalog.children(connection, table);
  }

  @Override
  public TableChanges changes() {
    return changes;
  }

  @Override
  public String quote(String name) {
    return Names.quote(name);
  }

  @Override
  public String quoted(TableName table) {
    return table.quoted();
  }

  @Override
  public Decimals decimals() {
    return Decimals.ANY;
  }

  @Override
  public void log(Connection connection, TableName table, String runId, Ddl change)
      throws SQLException {
    try (PreparedStatement log = connection.prepareStatement(LOG)) {
      log.setString(1, table.toString());
      log.setString(2, runId);
      Object[] names = change.columns().stream().map(Column::name).toArray();
      log.setArray(3, connection.createArrayOf("text", names));
      log.setString(4, change.text());
      log.executeUpdate();
    }
  }

  @Override
  public void saveRejects(
      Connection transaction,
      String stream,
      String runId,
      String options,
      List<RejectedRow> rejects)
      throws SQLException {
    RejectStore.save(transaction, stream, runId, options, rejects);
  }

  @Override
  public void moveBookmark(
      Connection transaction, String stream, String value, long fence, String runId)
      throws SQLException {
    Bookmarks.move(transaction, stream, value, fence, runId);
  }

  @Override
  public String keep(
      Connection transaction, String name, TableName table, List<Column> columns, Keys keys)
      throws SQLException, IOException {
    String temporary = "pg_temp." + name;
    List<String> names = columns.stream().map(column -> Names.quote(column.name())).toList();
    try (Statement statement = transaction.createStatement()) {
      // Text without a zone is UTC, as it is when rows are stored.
      statement.execute("set local time zone 'UTC'");
      statement.execute("drop table if exists " + temporary);
      statement.execute(
          "create temporary table %s on commit drop as select %s from %s with no data"
              .formatted(name, String.join(", ", names), table.quoted()));
      try (PGCopyOutputStream out =
          new PGCopyOutputStream(
              transaction.unwrap(PGConnection.class), "copy " + temporary + " from stdin")) {
        keys.copyTo(out);
      }
      statement.execute("analyze " + temporary);
    }
    return temporary;
  }

  @Override
  public String clock() {
    return "now()";
  }

  @Override
  public String moment(String iso) {
    return "timestamptz '" + iso + "'";
  }

  @Override
  public Ddl prepared(Connection connection, TableName table, Ddl change) throws SQLException {
    return change.retyped() == null ? change : DependentViews.around(connection, table, change);
  }

  @Override
  public CaravanException dependentRefused(
      Connection connection, TableName table, Ddl change, Dependent view, SQLException failure) {
    return DependentViews.refused(connection, table, change, view, failure);
  }

  @Override
  public RowWriter writer(
      TableName table,
      List<String> keyColumns,
      List<WrittenColumn> columns,
      IntFunction<String> fields) {
    return new PostgresWriter(table, keyColumns, columns, fields);
  }

  @Override
  public Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  @Override
  public long begin(Connection connection, Duration lock) throws SQLException {
    try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
      begin.setString(1, Long.toString(lock.toMillis()));
      try (ResultSet row = begin.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void limitWaits(Connection connection, Duration lock) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = " + lock.toMillis());
    }
  }

  @Override
  public Outcome outcome(Connection connection, long transaction) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("select txid_status(?)")) {
      query.setLong(1, transaction);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        String status = row.getString(1);
        if ("committed".equals(status)) {
          return Outcome.COMMITTED;
        }
        return "in progress".equals(status) ? Outcome.STILL_GOING : Outcome.ROLLED_BACK;
      }
    }
  }

  @Override
  public boolean mayPass(SQLException failure) {
    return PASSING.contains(state(failure)) || isLostConnection(failure);
  }

  /** Class 08 is a connection that was lost or could not be had; so is a pool that timed out. */
  private static boolean isLostConnection(SQLException failure) {
    return state(failure).startsWith("08")
        || failure instanceof java.sql.SQLTransientConnectionException;
  }

  @Override
  public boolean blamesRows(SQLException failure) {
    return state(failure).length() == 5 && ROWS.contains(state(failure).substring(0, 2));
  }

  @Override
  public boolean blamesShape(SQLException failure) {
    return SHAPE.contains(state(failure));
  }

  @Override
  public boolean isDuplicate(SQLException failure) {
    return DUPLICATE.equals(state(failure));
  }

  @Override
  public String reason(SQLException failure) {
    return PostgresTrouble.message(failure);
  }

  @Override
  public CaravanException explain(Connection connection, TableName table, SQLException failure) {
    return new PostgresTrouble(table).explain(connection, failure);
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }
}
