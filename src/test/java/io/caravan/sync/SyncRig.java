package io.caravan.sync;

import io.caravan.TestDatabase;
import io.caravan.app.Beans;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.error.CaravanException;
import io.caravan.run.Run;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultExchange;

/** The real routes of the destination in a real Camel, on a real database, against the sandbox. */
final class SyncRig implements AutoCloseable {

  static final String HEADER = "order_id,title,status,value,currency";

  private Sandbox sandbox = Sandbox.start(0);
  private PipedriveSandbox pipedrive = sandbox.pipedrive();
  private final Path folder;
  private final Settings settings;
  private final Connections connections;
  private final RunRecorder runs;
  private final Main main = new Main();
  private int files;

  SyncRig(Path folder) {
    this(folder, Map.of());
  }

  SyncRig(Path folder, Map<String, String> more) {
    this.folder = folder;
    Map<String, String> overrides = new HashMap<>();
    overrides.put("pipedrive.base-url", sandbox.address().toString());
    overrides.put("pipedrive.token", PipedriveSandbox.API_TOKEN);
    overrides.put("pipedrive.settle-time", "0s");
    overrides.put("http.first-wait", "10ms");
    overrides.putAll(more);
    settings = TestDatabase.settings(overrides);
    connections = new Connections(settings, null);
    TechnicalTables.migrate(connections.get(Connections.WAREHOUSE));
    runs = new RunRecorder(connections.get(Connections.WAREHOUSE), "test", Duration.ofSeconds(20));
    start();
  }

  private void start() {
    Properties properties = settings.toProperties();
    // Nothing begins by the clock here, and the end of a scheduler takes half a second.
    properties.remove("camel.component.quartz.enableJmx");
    properties.setProperty(
        "camel.main.routesIncludePattern",
        "file:routes/common/*.camel.yaml,file:routes/destinations/*.camel.yaml");
    properties.setProperty("camel.component.kamelet.location", "file:routes/kamelets");
    // The sandbox is replaced between tests; a connection kept alive would lead to the old one.
    properties.setProperty("camel.component.http.connectionTimeToLive", "1");
    main.setOverrideProperties(properties);
    main.bind("runPolicyFactory", new RunPolicyFactory(runs));
    Beans.of(settings, connections, runs).forEach(main::bind);
    main.start();
  }

  /** A new, empty company at the same address, and a program that has never heard of it. */
  void startOver() {
    int port = sandbox.address().getPort();
    sandbox.close();
    sandbox = Sandbox.start(port);
    pipedrive = sandbox.pipedrive();
    sql(
        "truncate caravan.sync_ledger, caravan.sync_plan, caravan.sync_accounts, caravan.sync_readings");
  }

  /** Somebody presses Ctrl-C as soon as a step begins; false: nobody does. */
  void stopAtOnce(boolean stop) {
    runs.onStep(
        step -> {
          if (stop) {
            step.run().requestStop();
          }
        });
  }

  Sandbox sandbox() {
    return sandbox;
  }

  PipedriveSandbox pipedrive() {
    return pipedrive;
  }

  /** What a run of a route left behind. */
  record Ran(Run run, Exchange exchange) {

    Object body() {
      return exchange.getMessage().getBody();
    }

    RunState state() {
      return run.state();
    }

    CaravanException failure() {
      return run.failure();
    }

    String text() {
      return exchange.getMessage().getBody(String.class);
    }

    /** The counts of all steps together, without those of single calls. */
    Map<String, Long> counts() {
      Map<String, Long> counts = new TreeMap<>();
      run.steps().forEach(step -> step.counts().forEach((k, v) -> counts.merge(k, v, Long::sum)));
      counts.remove("calls");
      counts.remove("cost");
      return counts;
    }

    Object note(String name) {
      return run.steps().stream()
          .map(Step::notes)
          .map(notes -> notes.get(name))
          .filter(note -> note != null)
          .findFirst()
          .orElse(null);
    }
  }

  /** Syncs these rows, without a header each. */
  Ran sync(String... rows) {
    return sync(Map.of(), rows);
  }

  Ran sync(Map<String, Object> variables, String... rows) {
    return syncFile(variables, HEADER + "\n" + String.join("\n", rows) + "\n");
  }

  Ran syncFile(Map<String, Object> variables, String text) {
    Path file = folder.resolve("deals-" + ++files + ".csv");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Map<String, Object> all = new HashMap<>(variables);
    all.put("file", file.toString());
    return run("pipedrive.load-file", all);
  }

  Ran run(String route, Map<String, Object> variables) {
    Exchange exchange = new DefaultExchange(main.getCamelContext());
    variables.forEach(exchange::setVariable);
    Run.begunBy(exchange, "test");
    main.getCamelContext().createProducerTemplate().send("direct:" + route, exchange);
    return new Ran(
        Run.of(exchange)
            .orElseThrow(() -> new IllegalStateException("No run", exchange.getException())),
        exchange);
  }

  /** The deals in Pipedrive as {@code title status value currency}, sorted by id. */
  List<String> deals() {
    return pipedrive.deals().stream()
        .map(
            deal ->
                deal.get("title")
                    + " "
                    + deal.get("status")
                    + " "
                    + deal.get("value")
                    + " "
                    + deal.get("currency"))
        .toList();
  }

  /** Changes or reads the ledger behind the back of the program, as a crash or a restore would. */
  List<String> sql(String sql) {
    try (Connection connection = connections.get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement()) {
      List<String> found = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    main.stop();
    runs.close();
    connections.close();
    sandbox.close();
  }
}
