package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.embedded.EmbeddedPostgres;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.DefaultExchange;

/**
 * A running Caravan: the database is attached, the routes of the project are built, pipelines can
 * be run.
 *
 * <p>Stops in the order that loses nothing: Camel first (it finishes the pages it is at), then
 * leases and pools, then the embedded database.
 */
public final class Caravan implements AutoCloseable {

  private final Main main = new Main();
  private final EmbeddedPostgres embedded;
  private final Connections connections;
  private final RunRecorder runs;

  private Caravan(EmbeddedPostgres embedded, Connections connections, RunRecorder runs) {
    this.embedded = embedded;
    this.connections = connections;
    this.runs = runs;
  }

  /** Starts the process for a project. On failure everything already begun is stopped again. */
  public static Caravan start(Settings settings, Mode mode) {
    EmbeddedPostgres embedded =
        settings.find("db.warehouse.url").isPresent() ? null : EmbeddedPostgres.start(settings);
    Connections connections =
        new Connections(settings, embedded == null ? null : embedded.address());
    try {
      connections.check(Connections.WAREHOUSE);
      TechnicalTables.migrate(connections.get(Connections.WAREHOUSE));
    } catch (RuntimeException e) {
      connections.close();
      close(embedded);
      throw e;
    }
    RunRecorder runs =
        new RunRecorder(
            connections.get(Connections.WAREHOUSE),
            ManagementFactory.getRuntimeMXBean().getName(),
            settings.getDuration("caravan.lease-ttl", Duration.ofSeconds(20)));
    Caravan caravan = new Caravan(embedded, connections, runs);
    try {
      caravan.startCamel(settings, mode);
      return caravan;
    } catch (Exception e) {
      caravan.close();
      throw CaravanException.in(e).orElseGet(() -> StartFailure.explain(e));
    }
  }

  private void startCamel(Settings settings, Mode mode) throws Exception {
    // Signals are the command line's: it lets runs finish and then closes this. Camel's own hook
    // would wait for a stop that nobody asks for.
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setOverrideProperties(CamelProperties.of(settings, mode));
    main.bind("runPolicyFactory", new RunPolicyFactory(runs));
    Beans.of(settings, connections, runs).forEach(main::bind);
    main.addMainListener(new SettingsListener(settings));
    main.start();
  }

  /** The Camel context with every route of the project. */
  public CamelContext context() {
    return main.getCamelContext();
  }

  /** The run record. */
  public RunRecorder runs() {
    return runs;
  }

  /** The databases by name. */
  public Connections connections() {
    return connections;
  }

  /**
   * Runs a pipeline or a stream to its end.
   *
   * @param name the id of its route
   * @param trigger what began it, for the run record
   * @param variables exchange variables for its routes, such as {@code dryRun}
   * @return the finished run; its state says how it went
   */
  public Run run(String name, String trigger, Map<String, Object> variables) {
    return run(name, trigger, RunOptions.NONE, variables);
  }

  /**
   * Runs a pipeline or a stream to its end.
   *
   * @param options what each stream of it is to read
   */
  public Run run(String name, String trigger, RunOptions options, Map<String, Object> variables) {
    Names.require(context(), name);
    Exchange exchange = new DefaultExchange(context());
    variables.forEach(exchange::setVariable);
    Run.begunBy(exchange, trigger, options);
    context().createProducerTemplate().send("direct:" + name, exchange);
    return Run.of(exchange)
        .orElseThrow(
            () ->
                exchange.getException() != null
                    ? CaravanException.from(exchange.getException())
                    : CaravanException.of(ErrorCode.E104, name + " cannot be run on its own")
                        .fix("Give its route group: pipeline, stream or step")
                        .build());
  }

  @Override
  public void close() {
    try {
      main.stop();
    } finally {
      runs.close();
      connections.close();
      close(embedded);
    }
  }

  private static void close(EmbeddedPostgres embedded) {
    if (embedded != null) {
      embedded.close();
    }
  }
}
