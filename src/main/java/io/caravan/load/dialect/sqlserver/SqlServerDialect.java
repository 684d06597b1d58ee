package io.caravan.load.dialect.sqlserver;

import io.caravan.db.Product;
import io.caravan.load.dialect.TableChanges;
import io.caravan.load.dialect.plain.FailureKind;
import io.caravan.load.dialect.plain.PlainCatalog;
import io.caravan.load.dialect.plain.PlainDialect;
import io.caravan.load.dialect.plain.RowStore;
import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import io.caravan.load.value.Decimals;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * SQL Server. Numbers of errors are those of its reference of errors and events. No server is at
 * hand where Caravan is built, so its tests look at the statements; the profile {@code sqlserver}
 * tries them against a server.
 */
public final class SqlServerDialect extends PlainDialect {

  /** Its limit is 1,024. */
  private static final int MOST_COLUMNS = 1_000;

  /** {@code decimal(38,10)}: 38 digits is the most there is. */
  static final int DIGITS_BEFORE = 28;

  static final int DIGITS_AFTER = 10;

  private static final Decimals DECIMALS = Decimals.upTo(DIGITS_BEFORE, DIGITS_AFTER);

  private final SqlServerCatalog catalog = new SqlServerCatalog(this);
  private final SqlServerChanges changes = new SqlServerChanges();

  public SqlServerDialect() {
    super(Product.SQLSERVER);
  }

  @Override
  public int mostColumns() {
    return MOST_COLUMNS;
  }

  @Override
  public String quote(String name) {
    return quoted(name);
  }

  static String quoted(String name) {
    return '[' + name.replace("]", "]]") + ']';
  }

  @Override
  public String quoted(TableName table) {
    return name(table);
  }

  static String name(TableName table) {
    return quoted(table.schema()) + "." + quoted(table.table());
  }

  @Override
  protected String temporary(String name) {
    return quoted("#" + name);
  }

  @Override
  protected List<String> makeTemporary(String name, TableName table, String columns) {
    return List.of(
        dropTemporary(name),
        "select "
            + columns
            + " into "
            + temporary(name)
            + " from "
            + quoted(table)
            + " where 1 = 0");
  }

  static String dropTemporary(String name) {
    return "drop table if exists " + quoted("#" + name);
  }

  @Override
  public Decimals decimals() {
    return DECIMALS;
  }

  @Override
  protected Object handedOver(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  @Override
  protected PlainCatalog catalog() {
    return catalog;
  }

  @Override
  public TableChanges changes() {
    return changes;
  }

  @Override
  protected RowStore store(TableName table, List<String> keyColumns, List<Column> columns) {
    return new SqlServerRows(table, keyColumns, columns);
  }

  @Override
  public void limitWaits(Connection connection, Duration lock) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout " + lock.toMillis());
    }
  }

  /** To read waits for a transaction that is still going, unless the database keeps versions. */
  @Override
  public Outcome outcome(Connection connection, long transaction) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select id from caravan.commits with (readcommittedlock) where id = ?")) {
      query.setLong(1, transaction);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Outcome.COMMITTED : Outcome.ROLLED_BACK;
      }
    } catch (SQLException e) {
      if (kind(e) == FailureKind.LOCKED) {
        return Outcome.STILL_GOING;
      }
      throw e;
    }
  }

  @Override
  protected FailureKind kind(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 1205, 1222 -> FailureKind.LOCKED;
      case 64, 233, 4060, 10053, 10054, 10060, 40197, 40501, 40613 -> FailureKind.LOST;
      case 2601, 2627 -> FailureKind.DUPLICATE;
      case 241, 242, 245, 515, 547, 2628, 8114, 8115, 8152, 9819 -> FailureKind.ROWS;
      case 207, 208, 213, 2705, 2714, 4902, 4924 -> FailureKind.SHAPE;
      case 229, 230, 262, 1088, 2760 -> FailureKind.PERMISSION;
      case 1101, 1105, 9002 -> FailureKind.FULL;
      default -> state(failure).startsWith("08") ? FailureKind.LOST : FailureKind.OTHER;
    };
  }

  @Override
  protected String grant(TableName table) {
    return "GRANT SELECT, INSERT, UPDATE, DELETE, ALTER ON SCHEMA::"
        + quoted(table.schema())
        + " TO <user>; GRANT CREATE TABLE TO <user>;";
  }
}
