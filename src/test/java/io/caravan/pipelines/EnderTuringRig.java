package io.caravan.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.TestDatabase;
import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.contracts.EnderTuringContract;
import io.caravan.db.Connections;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.Step;
import io.caravan.sandbox.EnderTuringSandbox;
import io.caravan.sandbox.Sandbox;
import io.caravan.sandbox.http.Exchange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Ender Turing's sandbox, and a process with the real routes that loads it into a database. */
final class EnderTuringRig implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox;
  private final boolean ownsSandbox;
  private final Map<String, String> overrides = new HashMap<>();
  private final List<String> problems;
  private Settings settings;
  private Caravan caravan;

  EnderTuringRig() {
    this(Sandbox.start(0), null);
  }

  /** The same service, loaded by another process with another database. */
  EnderTuringRig beside() {
    return new EnderTuringRig(sandbox, problems);
  }

  private EnderTuringRig(Sandbox sandbox, List<String> heard) {
    this.sandbox = sandbox;
    ownsSandbox = heard == null;
    problems = ownsSandbox ? EnderTuringContract.load().hear(sandbox) : heard;
    overrides.put("enderturing.base-url", sandbox.address() + EnderTuringSandbox.BASE);
    overrides.put("enderturing.token", EnderTuringSandbox.TOKEN);
    overrides.put("http.first-wait", "1ms");
  }

  /** Before the first run. */
  EnderTuringRig with(String key, String value) {
    overrides.put(key, value);
    return this;
  }

  EnderTuringSandbox service() {
    return sandbox.enderTuring();
  }

  String address() {
    return sandbox.address() + EnderTuringSandbox.BASE;
  }

  void onExchange(Consumer<Exchange> listener) {
    sandbox.onExchange(listener);
  }

  /** What calls and answers have that the contract does not. */
  List<String> problems() {
    return problems;
  }

  /** For another process, with a database and a data folder of its own. */
  Settings another() {
    return TestDatabase.settings(overrides);
  }

  /** The day of the service's last sessions. */
  LocalDate today() {
    return service().today();
  }

  Caravan caravan() {
    if (caravan == null) {
      settings = TestDatabase.settings(overrides);
      caravan = Caravan.startFor(settings, "enderturing");
      new OneDay(today()).tell(caravan);
    }
    return caravan;
  }

  /** As another process would begin, with the same database and the same data folder. */
  void restart() {
    caravan.close();
    caravan = null;
    settings.keys().stream()
        .filter(key -> key.startsWith("db.warehouse.") || key.equals("caravan.data-dir"))
        .forEach(key -> overrides.putIfAbsent(key, settings.get(key, "")));
  }

  /** A pipeline without its models, or a stream. */
  Run run(String name) {
    return run(name, RunOptions.NONE);
  }

  Run run(String name, RunOptions options) {
    return caravan().run(name, "test", options, Map.of("dbtLater", "true"));
  }

  static Step step(Run run, String name) {
    return run.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  /** The first column of a query. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection =
            caravan().connections().get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection =
            caravan().connections().get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a table without what Caravan adds, as JSON. */
  List<JsonNode> rows(String table) throws SQLException, JsonProcessingException {
    List<JsonNode> rows = new ArrayList<>();
    for (String row :
        query(
            "select to_jsonb(t) - '{_loaded_at,_run_id}'::text[] from enderturing."
                + table
                + " t")) {
      rows.add(JSON.readTree(row));
    }
    return rows;
  }

  /** PostgreSQL gives a row another xmin whenever it is written. */
  List<String> versionsOfRows() throws SQLException {
    List<String> versions = new ArrayList<>();
    for (String table : EnderTuringExpected.TABLES) {
      versions.addAll(
          query("select '%1$s ' || ctid || ' ' || xmin from enderturing.%1$s".formatted(table)));
    }
    return versions.stream().sorted().toList();
  }

  @Override
  public void close() {
    if (caravan != null) {
      caravan.close();
    }
    if (ownsSandbox) {
      sandbox.close();
    }
  }
}
