package io.caravan.load.dialect.mysql;

import io.caravan.db.Product;
import io.caravan.load.dialect.TableChanges;
import io.caravan.load.dialect.plain.Batches;
import io.caravan.load.dialect.plain.FailureKind;
import io.caravan.load.dialect.plain.PlainCatalog;
import io.caravan.load.dialect.plain.PlainDialect;
import io.caravan.load.dialect.plain.RowStore;
import io.caravan.load.dialect.plain.StagedRows;
import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
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

/** MariaDB and MySQL. Numbers of errors are those of MySQL's error reference. */
public final class MysqlDialect extends PlainDialect {

  /**
   * Its limit is 1,017, but a row of a page holds 8,126 bytes, and of each text 40 stay in the row.
   */
  private static final int MOST_COLUMNS = 190;

  /** {@code decimal(65,25)}: 65 digits is the most there is. */
  static final int DIGITS_BEFORE = 40;

  static final int DIGITS_AFTER = 25;

  private static final Decimals DECIMALS = Decimals.upTo(DIGITS_BEFORE, DIGITS_AFTER);

  private final MysqlCatalog catalog = new MysqlCatalog(this);
  private final MysqlChanges changes = new MysqlChanges();

  public MysqlDialect() {
    super(Product.MYSQL);
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
    return '`' + name.replace("`", "``") + '`';
  }

  /** A schema is a database, and to make one takes rights that few have. */
  @Override
  public String quoted(TableName table) {
    return quoted(physical(table));
  }

  static String physical(TableName table) {
    return basic(table.table());
  }

  @Override
  public String column(String field) {
    return basic(Names.column(field));
  }

  /** Names hold characters of the basic plane only (error 1300): 🐫 becomes {@code u1f42b}. */
  private static String basic(String name) {
    if (name.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return name;
    }
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .forEach(
            point -> {
              if (Character.isBmpCodePoint(point)) {
                plain.appendCodePoint(point);
              } else {
                plain.append('u').append(Integer.toHexString(point));
              }
            });
    return Names.effective(plain.toString());
  }

  @Override
  protected String temporary(String name) {
    return quoted(name);
  }

  @Override
  protected List<String> makeTemporary(String name, TableName table, String columns) {
    return make(name, "", columns, quoted(table) + " where false");
  }

  /** MariaDB has an engine for what need not be undone. */
  @Override
  protected List<String> makeStage(String name, TableName table, String columns) {
    String engine = "/*M! engine = Aria transactional = 0 */";
    return make(name, engine, columns, quoted(table) + " where false");
  }

  /** Neither of them ends a transaction, unlike other DDL; to empty one row by row takes longer. */
  private static List<String> make(String name, String shape, String columns, String from) {
    return List.of(
        "drop temporary table if exists " + quoted(name),
        "create temporary table %s %s as select %s from %s"
            .formatted(quoted(name), shape, columns, from));
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
    return new StagedRows(new MysqlSql(this, table, keyColumns, columns), Batches.ofExecutions());
  }

  @Override
  public void limitWaits(Connection connection, Duration lock) throws SQLException {
    long seconds = Math.max(1, lock.toSeconds());
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set session innodb_lock_wait_timeout = " + seconds + ", lock_wait_timeout = " + seconds);
    }
  }

  /** To read with a lock waits for a transaction that is still going. */
  @Override
  public Outcome outcome(Connection connection, long transaction) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select id from caravan_commits where id = ? lock in share mode")) {
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
    String state = state(failure);
    return switch (failure.getErrorCode()) {
      case 1020, 1205, 1213, 3572 -> FailureKind.LOCKED;
      case 1040, 1053, 1152, 1184, 1927, 2002, 2006, 2013 -> FailureKind.LOST;
      case 1062, 1586 -> FailureKind.DUPLICATE;
      case 1048, 1264, 1265, 1292, 1366, 1406, 1411, 3819, 4025 -> FailureKind.ROWS;
      case 1050, 1051, 1054, 1060, 1091, 1146, 1347 -> FailureKind.SHAPE;
      case 1044, 1142, 1143, 1227, 1370 -> FailureKind.PERMISSION;
      case 1021, 1114 -> FailureKind.FULL;
      default ->
          state.startsWith("08")
              ? FailureKind.LOST
              : state.startsWith("22") || state.startsWith("23")
                  ? FailureKind.ROWS
                  : FailureKind.OTHER;
    };
  }

  @Override
  protected String grant(TableName table) {
    return "GRANT ALL PRIVILEGES ON <database>.* TO <user>;";
  }
}
