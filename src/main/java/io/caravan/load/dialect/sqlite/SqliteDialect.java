package io.caravan.load.dialect.sqlite;

import io.caravan.db.Product;
import io.caravan.load.dialect.TableChanges;
import io.caravan.load.dialect.plain.Batches;
import io.caravan.load.dialect.plain.FailureKind;
import io.caravan.load.dialect.plain.PlainCatalog;
import io.caravan.load.dialect.plain.PlainDialect;
import io.caravan.load.dialect.plain.RowStore;
import io.caravan.load.dialect.plain.StagedRows;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.value.Decimals;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** SQLite. Result codes are those of its page "Result and Error Codes". */
public final class SqliteDialect extends PlainDialect {

  /** Its limit is 2,000, as it comes. */
  private static final int MOST_COLUMNS = 1_000;

  private static final int LONG_BITS = 63;

  /** Of a statement: a few keep it far below 32,766 arguments, and more gain nothing. */
  private static final int ROWS = 16;

  /** So many digits come back from a floating number, whatever they are (C's DBL_DIG). */
  private static final int SURE_DIGITS = 15;

  private static final int SURE_SCALE = 290;

  /**
   * SQLite has numbers of 64 bits, whole or floating: what is neither comes back as another number.
   */
  private static final Decimals DECIMALS =
      number ->
          (number.precision() <= SURE_DIGITS && Math.abs(number.scale()) <= SURE_SCALE)
              || isLong(number)
              || new BigDecimal(number.doubleValue() + "").compareTo(number) == 0;

  private final SqliteCatalog catalog = new SqliteCatalog(this);
  private final SqliteChanges changes = new SqliteChanges();

  public SqliteDialect() {
    super(Product.SQLITE);
  }

  private static boolean isLong(BigDecimal number) {
    return number.precision() - number.scale() <= 19
        && number.stripTrailingZeros().scale() <= 0
        && number.toBigInteger().bitLength() <= LONG_BITS;
  }

  @Override
  public int mostColumns() {
    return MOST_COLUMNS;
  }

  @Override
  public String quote(String name) {
    return Names.quote(name);
  }

  /** A file has no schemas. */
  @Override
  public String quoted(TableName table) {
    return Names.quote(table.table());
  }

  @Override
  protected String temporary(String name) {
    return "temp." + Names.quote(name);
  }

  @Override
  protected List<String> makeTemporary(String name, TableName table, String columns) {
    return List.of(
        "drop table if exists " + temporary(name),
        "create temp table %s as select %s from %s where 0"
            .formatted(Names.quote(name), columns, quoted(table)));
  }

  /** Its name says which columns it has, so the one of the page before will do. */
  @Override
  protected List<String> makeStage(String name, TableName table, String columns) {
    return List.of(
        "create temp table if not exists %s as select %s from %s where 0"
            .formatted(Names.quote(name), columns, quoted(table)),
        "delete from " + temporary(name));
  }

  /** Without it each row would be compared with each other one: minutes for 50,000 of them. */
  @Override
  protected List<String> makeKeys(String name, String stage, List<String> key) {
    String columns = String.join(", ", key);
    return List.of(
        "drop table if exists " + temporary(name),
        "create temp table " + Names.quote(name) + " as select " + columns + " from " + stage,
        "create unique index temp.%s on %s (%s)"
            .formatted(Names.quote(name + "_"), Names.quote(name), columns));
  }

  @Override
  public Decimals decimals() {
    return DECIMALS;
  }

  @Override
  protected Object handedOver(BigDecimal number) {
    if (isLong(number)) {
      return number.longValue();
    }
    return number.doubleValue();
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
  public Ddl prepared(Connection connection, TableName table, Ddl change) throws SQLException {
    return change.retyped() == null
        ? change
        : change.by(new SqliteRebuild(connection, table).statements(change));
  }

  @Override
  protected RowStore store(TableName table, List<String> keyColumns, List<Column> columns) {
    return new StagedRows(new SqliteSql(this, table, keyColumns, columns), Batches.ofRows(ROWS));
  }

  /** A commit that fails has not happened: there is no connection that could be lost. */
  @Override
  public long begin(Connection connection, Duration lock) {
    return 0;
  }

  @Override
  public Outcome outcome(Connection connection, long transaction) {
    return Outcome.ROLLED_BACK;
  }

  /** A transaction waits where it begins, before anything could be said here. */
  @Override
  public void limitWaits(Connection connection, Duration lock) {}

  @Override
  protected FailureKind kind(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure.getErrorCode() & 0xFF) {
      case 3, 8, 23 -> FailureKind.PERMISSION;
      case 5, 6 -> FailureKind.LOCKED;
      case 13 -> FailureKind.FULL;
      case 10, 14 -> FailureKind.LOST;
      case 17 -> FailureKind.SHAPE;
      case 18, 20 -> FailureKind.ROWS;
      case 19 ->
          message.contains("UNIQUE constraint failed") ? FailureKind.DUPLICATE : FailureKind.ROWS;
      case 1 ->
          message.contains("no such ")
                  || message.contains("has no column")
                  || message.contains("already exists")
                  || message.contains("duplicate column")
              ? FailureKind.SHAPE
              : FailureKind.OTHER;
      default -> FailureKind.OTHER;
    };
  }

  @Override
  protected String grant(TableName table) {
    return "Make the file of the database and its folder writable for this user";
  }
}
