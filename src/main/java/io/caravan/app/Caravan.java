package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.file.FileDestination;
import io.caravan.load.ShadowTables;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import io.caravan.stream.Bookmarks;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Caravan: the database is attached, the routes of the project are built, pipelines can
 * be run.
 *
 * <p>Stops in the order that loses nothing: Camel first (it finishes the pages it is at), then
 * leases and pools, then the embedded database.
 */
public final class Caravan implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Caravan.class);

  private final AttachedDatabase database;
  private final Main main;
  private final RunRecorder runs;

  private Caravan(
      Settings settings, Mode mode, Consumer<RunRecorder> first, QuickMain.Choice choice) {
    database = new AttachedDatabase(settings);
    main = new QuickMain(settings, database, choice, mode != Mode.COMMAND);
    runs =
        new RunRecorder(
            connections().get(Connections.WAREHOUSE),
            ManagementFactory.getRuntimeMXBean().getName(),
            settings.getDuration("caravan.lease-ttl", Duration.ofSeconds(20)));
    database.begin(() -> first.accept(runs));
  }

  /** Starts the process for a project. On failure everything already begun is stopped again. */
  public static Caravan start(Settings settings, Mode mode) {
    return start(settings, mode, null);
  }

  /**
   * What a start puts in the place of the usual.
   *
   * @param bookmarks where streams go on
   * @param beans objects by name, components among them
   */
  public record Replaced(Bookmarks bookmarks, Map<String, Object> beans) {}

  /** The same with some objects of the program replaced; null replaces none. */
  public static Caravan start(Settings settings, Mode mode, Replaced replaced) {
    return start(settings, mode, replaced, null, null);
  }

  /**
   * The same to run one thing, with the routes for it alone: fails early, naming the holder, when
   * that is running elsewhere.
   *
   * @param name of a pipeline or a stream
   */
  public static Caravan startFor(Settings settings, String name) {
    return start(settings, Mode.COMMAND, null, name, null);
  }

  /**
   * The same with rows going into files, which appear when a run has gone well. No bookmark counts
   * and none moves.
   */
  public static Caravan startFor(Settings settings, String name, FileDestination files) {
    files.requireUsable();
    Replaced replaced = new Replaced(Bookmarks.given(Map.of()), Map.of());
    return start(settings, Mode.COMMAND, replaced, name, files);
  }

  /**
   * @param only what alone is to run; null for whatever is asked for later
   */
  private static Caravan start(
      Settings settings, Mode mode, Replaced replaced, String only, FileDestination files) {
    requireRoutes(settings.project());
    Caravan caravan =
        only == null
            ? new Caravan(settings, mode, runs -> {}, QuickMain.Choice.of(mode))
            : new Caravan(
                settings, mode, runs -> runs.requireFree(only), routes -> routes.keepFor(only));
    try {
      if (files != null) {
        caravan.sendInto(files, settings);
      }
      caravan.startCamel(CamelProperties.of(settings, mode, only), settings, mode, replaced);
      return caravan;
    } catch (Exception e) {
      caravan.close();
      throw CaravanException.in(e).orElseGet(() -> StartFailure.explain(e));
    }
  }

  private void sendInto(FileDestination files, Settings settings) {
    connections().sendApart(SpoolFolder.of(settings.dataDir()));
    runs.atEnd("files", step -> files.write(connections(), step));
  }

  private static void requireRoutes(Path project) {
    if (!Files.isDirectory(project.resolve("routes"))) {
      throw CaravanException.of(ErrorCode.E105, "The project has no folder routes")
          .where(project.toString())
          .why("pipelines and streams are read from there")
          .fix("./caravan -p FOLDER ..., with the folder of a project", "Make the folder routes")
          .build();
    }
  }

  private void startCamel(Properties properties, Settings settings, Mode mode, Replaced replaced)
      throws Exception {
    // Signals are the command line's: it lets runs finish and then closes this. Camel's own hook
    // would wait for a stop that nobody asks for.
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setOverrideProperties(properties);
    main.bind("runPolicyFactory", new RunPolicyFactory(runs));
    if (replaced == null) {
      Beans.of(settings, connections(), runs).forEach(main::bind);
    } else {
      Beans.of(settings, connections(), runs, replaced.bookmarks()).forEach(main::bind);
      replaced.beans().forEach(main::bind);
    }
    if (mode == Mode.COMMAND) {
      main.bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, new NoServer());
    }
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
    return database.connections();
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
    clearShadowTables();
    return Run.of(exchange)
        .orElseThrow(
            () ->
                exchange.getException() != null
                    ? CaravanException.from(exchange.getException())
                    : CaravanException.of(ErrorCode.E104, name + " cannot be run on its own")
                        .fix("Give its route group: pipeline, stream or step")
                        .build());
  }

  /** A stream does it with its first page, and not every run has one. */
  private void clearShadowTables() {
    try {
      ShadowTables.clear(connections().get(Connections.WAREHOUSE));
    } catch (CaravanException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      main.stop();
    } finally {
      runs.close();
      database.close();
    }
  }
}
