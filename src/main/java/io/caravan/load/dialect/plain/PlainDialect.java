package io.caravan.load.dialect.plain;

import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.Keys;
import io.caravan.load.dialect.RejectStore;
import io.caravan.load.dialect.RejectedRow;
import io.caravan.load.dialect.RowWriter;
import io.caravan.load.dialect.WrittenColumn;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Dependent;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.Moments;
import io.caravan.stream.Bookmarks;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * What the databases beside PostgreSQL have in common: rows go through a temporary table by batches
 * of inserts, and a table of commits says how a transaction ended.
 */
public abstract class PlainDialect implements Dialect {

  /** How many keys are in memory at once. */
  private static final int BATCH = 20_000;

  private final Product product;
  private final OwnColumns own;

  protected PlainDialect(Product product) {
    this.product = product;
    this.own = new OwnColumns(product);
  }

  Product product() {
    return product;
  }

  OwnColumns own() {
    return own;
  }

  /** What says how tables look. */
  protected abstract PlainCatalog catalog();

  /** What the failure comes from. */
  protected abstract FailureKind kind(SQLException failure);

  /** How rows get into one shape of a table. */
  protected abstract RowStore store(TableName table, List<String> keyColumns, List<Column> columns);

  /** How an exact number is handed over. */
  protected abstract Object handedOver(BigDecimal number);

  /** A temporary table as it stands in SQL. */
  protected abstract String temporary(String name);

  /** What makes a temporary table with some columns of a table, and no rows. */
  protected abstract List<String> makeTemporary(String name, TableName table, String columns);

  /** The same for rows on their way, which need not be undone. */
  protected List<String> makeStage(String name, TableName table, String columns) {
    return makeTemporary(name, table, columns);
  }

  /**
   * What makes a temporary table with the keys that are staged, so that they are found by an index.
   * Nothing where the server finds them fast without.
   *
   * @param stage as it stands in SQL
   * @param key its columns, quoted
   */
  protected List<String> makeKeys(String name, String stage, List<String> key) {
    return List.of();
  }

  /** What gives a permission that is missing. */
  protected abstract String grant(TableName table);

  @Override
  public RowWriter writer(
      TableName table,
      List<String> keyColumns,
      List<WrittenColumn> columns,
      IntFunction<String> fields) {
    List<Column> written = columns.stream().map(WrittenColumn::column).toList();
    List<String> names = written.stream().map(Column::name).toList();
    return new PlainWriter(
        store(table, keyColumns, written),
        () -> new RowValues(columns, fields, this::handedOver),
        keyColumns.stream().mapToInt(names::indexOf).toArray());
  }

  @Override
  public TableShape describe(Connection connection, TableName table) throws SQLException {
    return catalog().describe(connection, table);
  }

  @Override
  public List<TableName> children(Connection connection, TableName table) throws SQLException {
    return own.children(connection, table);
  }

  @Override
  public Ddl prepared(Connection connection, TableName table, Ddl change) throws SQLException {
    return change;
  }

  @Override
  public CaravanException dependentRefused(
      Connection connection, TableName table, Ddl change, Dependent view, SQLException failure) {
    throw new IllegalStateException("No change here has dependents", failure);
  }

  @Override
  public void log(Connection connection, TableName table, String runId, Ddl change)
      throws SQLException {
    own.log(connection, table, runId, change);
  }

  @Override
  public void saveRejects(
      Connection transaction,
      String stream,
      String runId,
      String options,
      List<RejectedRow> rejects)
      throws SQLException {
    RejectStore.save(product, transaction, stream, runId, options, rejects);
  }

  @Override
  public void moveBookmark(
      Connection transaction, String stream, String value, long fence, String runId)
      throws SQLException {
    Bookmarks.move(product, transaction, stream, value, fence, runId);
  }

  @Override
  public String keep(
      Connection transaction, String name, TableName table, List<Column> columns, Keys keys)
      throws SQLException, IOException {
    List<String> names = columns.stream().map(column -> quote(column.name())).toList();
    String list = String.join(", ", names);
    try (Statement statement = transaction.createStatement()) {
      for (String sql : makeTemporary(name, table, list)) {
        statement.execute(sql);
      }
    }
    String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
    String insert = "insert into " + temporary(name) + " (" + list + ") values (" + marks + ")";
    Batches batches = Batches.ofExecutions();
    RowValues values = new RowValues(List.of(), String::valueOf, this::handedOver);
    List<Object[]> waiting = new ArrayList<>();
    keys.forEach(
        parts -> {
          Object[] row = new Object[parts.length];
          for (int i = 0; i < row.length; i++) {
            row[i] = values.value(parts[i], columns.get(i).type());
          }
          waiting.add(row);
          if (waiting.size() == BATCH) {
            batches.insert(transaction, one -> insert, waiting, row.length);
            waiting.clear();
          }
        });
    batches.insert(transaction, one -> insert, waiting, names.size());
    return temporary(name);
  }

  @Override
  public String clock() {
    return product.now();
  }

  @Override
  public String moment(String iso) {
    return "'" + Moments.utc(iso) + "'";
  }

  @Override
  public Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + product.now())) {
      row.next();
      String text = row.getString(1).replace(' ', 'T');
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
  }

  @Override
  public long begin(Connection connection, Duration lock) throws SQLException {
    limitWaits(connection, lock);
    long number = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    try (PreparedStatement begin =
        connection.prepareStatement("insert into " + product.own("commits") + " (id) values (?)")) {
      begin.setLong(1, number);
      begin.executeUpdate();
    }
    return number;
  }

  @Override
  public boolean mayPass(SQLException failure) {
    FailureKind kind = kind(failure);
    return kind == FailureKind.LOCKED
        || kind == FailureKind.LOST
        || failure instanceof java.sql.SQLTransientConnectionException;
  }

  @Override
  public boolean blamesRows(SQLException failure) {
    FailureKind kind = kind(failure);
    return kind == FailureKind.ROWS || kind == FailureKind.DUPLICATE;
  }

  @Override
  public boolean blamesShape(SQLException failure) {
    return kind(failure) == FailureKind.SHAPE;
  }

  @Override
  public boolean isDuplicate(SQLException failure) {
    return kind(failure) == FailureKind.DUPLICATE;
  }

  @Override
  public String reason(SQLException failure) {
    return failure.getMessage();
  }

  @Override
  public CaravanException explain(Connection connection, TableName table, SQLException failure) {
    return new PlainTrouble(this).explain(table, failure);
  }

  protected static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }
}
