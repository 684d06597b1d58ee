package io.caravan.pipelines;

import io.caravan.TestModels;
import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.Step;
import io.caravan.sandbox.HubSpotSandbox;
import io.caravan.sandbox.Sandbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** HubSpot's sandbox, a database of its own and the real routes. */
final class HubSpotRig implements AutoCloseable {

  private final Sandbox sandbox = Sandbox.start(0);
  private final Settings settings;
  private final OneDay day = OneDay.begunNow();
  private Caravan caravan;

  HubSpotRig(Map<String, String> overrides) {
    // The tests are about the streams; their calls come faster than any account allows.
    sandbox.hubspot().setSearchLimit(100_000);
    sandbox.hubspot().setBurstLimit(100_000);
    Map<String, String> all = new HashMap<>();
    all.put("hubspot.base-url", sandbox.address().toString());
    all.put("hubspot.token", HubSpotSandbox.TOKEN);
    all.put("hubspot.token-url", sandbox.address() + "/oauth/2026-03/token");
    all.put("hubspot.client-id", HubSpotSandbox.CLIENT_ID);
    all.put("hubspot.client-secret", HubSpotSandbox.CLIENT_SECRET);
    all.put("hubspot.traffic-start", "2026-09-01");
    all.put("http.first-wait", "1ms");
    all.putAll(overrides);
    if (all.get("hubspot.token").isEmpty()) {
      all.put("hubspot.refresh-token", hubspot().login().get("refresh_token").toString());
    }
    settings = TestModels.settings(all);
    start();
  }

  private void start() {
    caravan = Caravan.startFor(settings, "hubspot");
    day.tell(caravan);
  }

  /** With the login of a person instead of the token of a private app. */
  static HubSpotRig withLogin() {
    return new HubSpotRig(Map.of("hubspot.token", ""));
  }

  /** Another process: what was only in memory is gone. */
  void restart() {
    caravan.close();
    start();
  }

  LocalDate today() {
    return day.today();
  }

  Sandbox sandbox() {
    return sandbox;
  }

  HubSpotSandbox hubspot() {
    return sandbox.hubspot();
  }

  Run run(String name) {
    return caravan.run(name, "test", Map.of());
  }

  /** All streams, without the models. */
  Run runStreams() {
    return caravan.run("hubspot", "test", Map.of("dbtLater", "true"));
  }

  Run refresh(String name) {
    return caravan.run(name, "test", RunOptions.refresh(), Map.of());
  }

  static Step step(Run run, String name) {
    return run.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  /** Each row with the transaction that wrote it last: PostgreSQL counts up with every write. */
  Map<String, List<String>> versions() throws SQLException {
    Map<String, List<String>> versions = new HashMap<>();
    for (String table : tables()) {
      versions.put(table, query("select id || ' ' || xmin from hubspot." + table + " order by 1"));
    }
    return versions;
  }

  List<String> tables() throws SQLException {
    return query(
        "select table_name from information_schema.tables where table_schema = 'hubspot' order by 1");
  }

  /** The first column. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = caravan.connections().get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }

  String one(String sql) throws SQLException {
    return query(sql).get(0);
  }

  @Override
  public void close() {
    caravan.close();
    sandbox.close();
  }
}
