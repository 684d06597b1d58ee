package io.caravan.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Sends the keys with COPY into a temporary table. */
final class PostgresGoneRows implements GoneRows {

  private static final String KEYS = "pg_temp._caravan_keys";

  private final Connection transaction;
  private final TableName table;
  private final String matches;
  private final String presence;

  /**
   * @param keyColumns in the order of the fields of the keys
   * @param soft whether rows that are gone stay in the table, marked
   */
  PostgresGoneRows(
      Connection transaction, TableName table, List<String> keyColumns, SeenKeys keys, boolean soft)
      throws SQLException, IOException {
    this.transaction = transaction;
    this.table = table;
    this.matches =
        keyColumns.stream()
            .map(Names::quote)
            .map(name -> "k." + name + " = t." + name)
            .collect(Collectors.joining(" and "));
    this.presence = soft ? "t._deleted_at is null and " : "";
    String names = keyColumns.stream().map(Names::quote).collect(Collectors.joining(", "));
    // Text without a zone is UTC, as it is when rows are stored.
    execute("set local time zone 'UTC'");
    execute("drop table if exists " + KEYS);
    execute(
        "create temporary table _caravan_keys on commit drop as select "
            + names
            + " from "
            + table.quoted()
            + " with no data");
    try (PGCopyOutputStream out =
        new PGCopyOutputStream(
            transaction.unwrap(PGConnection.class), "copy " + KEYS + " from stdin")) {
      keys.copyTo(out);
    }
    execute("analyze " + KEYS);
  }

  @Override
  public long present() throws SQLException {
    return count("true");
  }

  @Override
  public long missing() throws SQLException {
    return count("not exists (select from " + KEYS + " k where " + matches + ")");
  }

  private long count(String condition) throws SQLException {
    try (Statement statement = transaction.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from " + table.quoted() + " t where " + presence + condition)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public long mark(String runId) throws SQLException {
    try (PreparedStatement mark =
        transaction.prepareStatement(
            "update "
                + table.quoted()
                + " t set _deleted_at = now(), _loaded_at = now(), _run_id = ? where "
                + presence
                + "not exists (select from "
                + KEYS
                + " k where "
                + matches
                + ")")) {
      mark.setString(1, runId);
      return mark.executeUpdate();
    }
  }

  @Override
  public long deleteOthers() throws SQLException {
    return execute(
        "delete from "
            + table.quoted()
            + " t where not exists (select from "
            + KEYS
            + " k where "
            + matches
            + ")");
  }

  @Override
  public long deleteThese() throws SQLException {
    return execute("delete from " + table.quoted() + " t using " + KEYS + " k where " + matches);
  }

  private long execute(String sql) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
