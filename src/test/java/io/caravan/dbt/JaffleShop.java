package io.caravan.dbt;

import io.caravan.TestDatabase;
import io.caravan.db.DatabaseAddress;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The raw tables of the jaffle shop as the loader leaves them, and what a test asks of a database.
 */
final class JaffleShop {

  private final DatabaseAddress database;

  private JaffleShop(DatabaseAddress database) {
    this.database = database;
  }

  /** Loads CSV text with a header line into the three tables. */
  static JaffleShop load(DatabaseAddress database, String customers, String orders, String payments)
      throws SQLException, IOException {
    JaffleShop shop = new JaffleShop(database);
    shop.execute(
        "create schema jaffle",
        "create table jaffle.customers (id bigint primary key, first_name text, last_name text)",
        "create table jaffle.orders (id bigint primary key, user_id bigint, order_date date, status text)",
        "create table jaffle.payments (id bigint primary key, order_id bigint, payment_method text, amount bigint)");
    shop.copy("jaffle.customers", customers);
    shop.copy("jaffle.orders", orders);
    shop.copy("jaffle.payments", payments);
    for (String table : List.of("customers", "orders", "payments")) {
      shop.execute("alter table jaffle." + table + " add column _deleted_at timestamptz");
    }
    return shop;
  }

  /** The same from a folder with the seeds of jaffle-shop-classic. */
  static JaffleShop load(DatabaseAddress database, Path seeds) throws SQLException, IOException {
    return load(
        database,
        Files.readString(seeds.resolve("raw_customers.csv")),
        Files.readString(seeds.resolve("raw_orders.csv")),
        Files.readString(seeds.resolve("raw_payments.csv")));
  }

  private void copy(String table, String csv) throws SQLException, IOException {
    try (Connection connection = TestDatabase.connect(database)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " from stdin (format csv, header true)", new StringReader(csv));
    }
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, each as its values joined by a comma. */
  List<String> rows(String query) throws SQLException {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : ",").append(result.getString(i));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }
}
