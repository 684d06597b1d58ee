package io.caravan.pipelines;

import io.caravan.TestModels;
import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.contracts.XeroContract;
import io.caravan.db.Connections;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.Step;
import io.caravan.sandbox.Sandbox;
import io.caravan.sandbox.XeroSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The real routes of Xero in a project of their own, against the sandbox, with a fresh database.
 */
final class XeroRig implements AutoCloseable {

  static final List<String> STREAMS =
      List.of(
          "xero.invoices",
          "xero.contacts",
          "xero.accounts",
          "xero.payments",
          "xero.bank_transactions",
          "xero.credit_notes",
          "xero.journals",
          "xero.tracking_categories",
          "xero.budgets",
          "xero.budgets_lines");

  static final List<String> TABLES =
      Stream.concat(
              STREAMS.stream(),
              Stream.of(
                  "xero.invoices_lines",
                  "xero.bank_transactions_lines",
                  "xero.credit_notes_lines",
                  "xero.journals_lines"))
          .toList();

  final Sandbox sandbox = Sandbox.start(0);
  final XeroSandbox xero = sandbox.xero();
  final List<String> problems = XeroContract.load().hear(sandbox);
  private final Path project;
  private final Map<String, String> settings = new HashMap<>();
  private Caravan caravan;

  XeroRig(Path folder) throws IOException {
    project = folder;
    Files.createDirectories(folder.resolve("routes/sources"));
    for (String shared : List.of("routes/kamelets", "routes/pipelines/xero.camel.yaml", "dbt")) {
      Files.createDirectories(folder.resolve(shared).getParent());
      Files.createSymbolicLink(folder.resolve(shared), Path.of(shared).toAbsolutePath());
    }
    try (Stream<Path> sources = Files.list(Path.of("routes/sources"))) {
      for (Path source : sources.filter(file -> isOfXero(file)).toList()) {
        Files.copy(source, folder.resolve("routes/sources").resolve(source.getFileName()));
      }
    }
    Files.copy(Path.of("application.properties"), folder.resolve("application.properties"));
    selectJournals();
    xero.setMinuteLimit(100_000);
    String address = sandbox.address().toString();
    settings.put("caravan.data-dir", folder.resolve("data").toString());
    settings.put("http.first-wait", "1ms");
    settings.put("xero.base-url", address);
    settings.put("xero.token-url", address + "/connect/token");
    settings.put("xero.client-id", XeroSandbox.CLIENT_ID);
    settings.put("xero.client-secret", XeroSandbox.CLIENT_SECRET);
    settings.put("xero.refresh-token", xero.refreshToken());
    settings.put("xero.page-size", "100");
    Settings database = TestModels.settings(settings);
    for (String key :
        List.of("db.warehouse.url", "db.warehouse.user", "db.warehouse.password", "dbt.command")) {
      settings.put(key, database.get(key, ""));
    }
  }

  /** Rows go to this database from now on. */
  XeroRig into(String url) {
    restart();
    settings.put("db.destination.url", url);
    return this;
  }

  private static boolean isOfXero(Path file) {
    return file.getFileName().toString().startsWith("xero");
  }

  /** They are off at first, since not everybody may read them. */
  private void selectJournals() throws IOException {
    Path catalog = project.resolve("routes/sources/xero.catalog.json");
    String before = Files.readString(catalog);
    String after = before.replace("\"selected\": false", "\"selected\": true");
    if (before.equals(after)) {
      throw new AssertionError("No stream of Xero is off at first");
    }
    Files.writeString(catalog, after);
  }

  Caravan caravan() {
    if (caravan == null) {
      caravan = Caravan.startFor(Settings.load(project, settings, Map.of()), "xero");
    }
    return caravan;
  }

  /** Another process of the same project: what was only in memory is gone. */
  void restart() {
    if (caravan != null) {
      caravan.close();
      caravan = null;
    }
  }

  Run run(String name) {
    return caravan().run(name, "test", Map.of());
  }

  Run refresh(String name) {
    return caravan().run(name, "test", RunOptions.refresh(), Map.of());
  }

  static Step step(Run run, String name) {
    return run.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  /** The first column of a query. */
  List<String> query(String sql) throws SQLException {
    return query(Connections.WAREHOUSE, sql);
  }

  /** The same of another database. */
  List<String> query(String database, String sql) throws SQLException {
    try (Connection connection = caravan().connections().get(database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  /** PostgreSQL gives a row another xmin whenever it is written. */
  List<String> versions(String table) throws SQLException {
    return query("select t::text || ' ' || t.xmin from " + table + " t order by 1");
  }

  /** How often each table has been written to, row by row. */
  Map<String, List<String>> versions() throws SQLException {
    Map<String, List<String>> all = new HashMap<>();
    for (String table : TABLES) {
      all.put(table, versions(table));
    }
    return all;
  }

  @Override
  public void close() {
    restart();
    sandbox.close();
  }
}
