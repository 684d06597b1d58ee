package io.caravan.load;

import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.postgres.PrimaryKey;
import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What a source says about a table as a whole: which fields are its key by now, and which rows are
 * gone.
 */
public final class TableState {

  private final DataSource database;
  private final TableName table;
  private final String runId;
  private final Duration lockWait;
  private final Dialect dialect;

  /**
   * @param table {@code schema.table}
   * @param runId stands in rows and in the log of changes
   * @param lockWait how long a change waits for a lock that somebody else holds
   */
  public TableState(DataSource database, String table, String runId, Duration lockWait) {
    this.database = database;
    this.table = TableName.parse(table, null);
    this.runId = runId;
    this.lockWait = lockWait;
    this.dialect = Dialects.of(database);
  }

  /**
   * Sees to it that rows are told apart by other fields than before. A table that has a key keeps
   * it when the source names none any more.
   *
   * @return the fields that tell rows apart from now on
   * @throws CaravanException E304 when the rows that are there are not different in those fields;
   *     the old key then stays
   */
  public List<String> key(List<String> wanted) {
    return attempt(
        connection -> {
          TableShape shape = dialect.describe(connection, table);
          // Elsewhere a new key becomes one more unique index, with the next page.
          PrimaryKey now =
              shape == null || Product.of(database) != Product.POSTGRESQL
                  ? null
                  : PrimaryKey.of(connection, table).orElse(null);
          if (now == null) {
            return wanted;
          }
          List<String> columns = wanted.stream().map(field -> column(shape, field)).toList();
          if (!wanted.isEmpty() && !Set.copyOf(now.columns()).equals(Set.copyOf(columns))) {
            change(connection, now, columns);
          }
          return wanted.isEmpty() ? fields(shape, now.columns()) : wanted;
        });
  }

  private static String column(TableShape shape, String field) {
    return shape.columns().stream()
        .filter(column -> column.field().equals(Names.field(field)))
        .map(Column::name)
        .findFirst()
        .orElseGet(() -> Names.column(field));
  }

  private static List<String> fields(TableShape shape, List<String> columns) {
    return columns.stream().map(name -> shape.column(name).orElseThrow().field()).toList();
  }

  private void change(Connection connection, PrimaryKey from, List<String> to) throws SQLException {
    try {
      runner(connection).run(table, from.changedTo(to));
    } catch (SQLException | CaravanException e) {
      connection.rollback();
      throw CaravanException.of(ErrorCode.E304, "The key of " + table + " cannot be changed")
          .where(table + ", from " + from.columns() + " to " + to)
          .why(
              "the rows that are there cannot be told apart by the new key: "
                  + (e instanceof SQLException refused
                      ? dialect.reason(refused)
                      : ((CaravanException) e).why()))
          .fix(
              "Load the stream anew: drop table "
                  + table.quoted()
                  + "; and reset the state of the tap",
              "Or let the source keep the key it had")
          .cause(e)
          .build();
    }
  }

  private DdlRunner runner(Connection connection) {
    return new DdlRunner(dialect, connection, runId, lockWait);
  }

  /** Deletes the rows that are marked as deleted in a column. Returns how many there were. */
  public long deleteMarked(String column) {
    return attempt(
        connection -> {
          TableShape shape = dialect.describe(connection, table);
          if (shape == null || shape.column(column).isEmpty()) {
            return 0L;
          }
          return update(
              connection,
              "delete from "
                  + dialect.quoted(table)
                  + " where "
                  + dialect.quote(column)
                  + " is not null");
        });
  }

  /**
   * Deletes the rows of versions before the given one.
   *
   * @param allowed whether more than half of the table may go
   * @throws CaravanException E602 when it may not
   */
  public long deleteOlder(String versionColumn, long version, boolean allowed) {
    return attempt(
        connection -> {
          TableShape shape = dialect.describe(connection, table);
          if (shape == null) {
            return 0L;
          }
          String older = older(shape, versionColumn, version);
          if (!allowed) {
            guard(connection, older, shape.uniqueKeys().isEmpty());
          }
          return update(connection, "delete from " + dialect.quoted(table) + " where " + older);
        });
  }

  /** A table without a key holds every row of the last version beside that of the new one. */
  private void guard(Connection connection, String older, boolean keyless) throws SQLException {
    String counts =
        "select count(*), sum(case when "
            + older
            + " then 1 else 0 end) from "
            + dialect.quoted(table);
    try (PreparedStatement query = connection.prepareStatement(counts);
        ResultSet row = query.executeQuery()) {
      row.next();
      long gone = row.getLong(2);
      long stay = row.getLong(1) - gone;
      long before = keyless ? gone : row.getLong(1);
      if (stay * 2 < before) {
        throw CaravanException.of(
                ErrorCode.E602, "More than half of the rows of " + table + " would be deleted")
            .where(table.toString())
            .why(stay + " rows are left in the source, and " + before + " were there")
            .fix("Look whether the source is complete", "Add --allow-deletes if it is")
            .build();
      }
    }
  }

  /**
   * Marks the rows of versions before the given one as deleted now, unless they are already.
   * Returns how many that were.
   */
  public long markOlder(String versionColumn, long version, String column) {
    return attempt(
        connection -> {
          TableShape shape = dialect.describe(connection, table);
          if (shape == null) {
            return 0L;
          }
          if (shape.column(column).isEmpty()) {
            Column mark = new Column(column, ColumnType.TIMESTAMPTZ, column, true, true);
            connection.commit();
            runner(connection).run(table, dialect.changes().addColumns(table, List.of(mark)));
          }
          try (PreparedStatement mark =
              connection.prepareStatement(
                  "update %s set %2$s = %4$s, _loaded_at = %4$s, _run_id = ? where %2$s is null and %3$s"
                      .formatted(
                          dialect.quoted(table),
                          dialect.quote(column),
                          older(shape, versionColumn, version),
                          Product.of(database).now()))) {
            mark.setString(1, runId);
            return (long) mark.executeUpdate();
          }
        });
  }

  private String older(TableShape shape, String versionColumn, long version) {
    String column = dialect.quote(versionColumn);
    return shape.column(versionColumn).isEmpty()
        ? "1 = 1"
        : "(" + column + " is null or " + column + " < " + version + ")";
  }

  private static long update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private <T> T attempt(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException e) {
        connection.rollback();
        throw dialect.explain(connection, table, e);
      } catch (RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw dialect.explain(null, table, e);
    }
  }
}
