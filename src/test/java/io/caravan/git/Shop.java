package io.caravan.git;

import io.caravan.TestDatabase;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.load.UpsertComponent;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import io.caravan.run.Step;
import io.caravan.stream.Bookmarks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The real kamelet and route files in a Camel of their own, with the run record on a real database.
 * In the place of a table stands a list of the pages that came; the bookmark is stored for real.
 */
final class Shop implements AutoCloseable {

  final Settings settings;
  final Connections connections;
  final Bookmarks bookmarks;
  final List<Object> pages = new ArrayList<>();

  /** Called for each page before it is kept. */
  Processor onPage = exchange -> {};

  private boolean tables;
  private final RunRecorder runs;
  private final DefaultCamelContext context = new DefaultCamelContext();

  Shop(Map<String, String> overrides, String... routeFiles) throws Exception {
    settings = TestDatabase.settings(overrides);
    connections = new Connections(settings, null);
    TechnicalTables.migrate(connections.get("warehouse"));
    runs = new RunRecorder(connections.get("warehouse"), "test", Duration.ofSeconds(20));
    bookmarks = new Bookmarks(connections.get("warehouse"));
    context.addRoutePolicyFactory(new RunPolicyFactory(runs));
    context.getPropertiesComponent().setOverrideProperties(settings.toProperties());
    context.getRegistry().bind("gitFiles", new GitFiles(settings, bookmarks));
    context.getRegistry().bind("settings", settings);
    context.getRegistry().bind("connections", connections);
    context.addComponent("upsert", new Pages());
    context.addComponent("tables", new UpsertComponent());
    context
        .getComponent("kamelet", org.apache.camel.component.kamelet.KameletComponent.class)
        .setLocation("file:routes/kamelets");
    for (String file : routeFiles) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
    }
    context.start();
  }

  /** Runs a route; the exchange keeps its exception. */
  Exchange send(String name, RunOptions options) {
    pages.clear();
    Exchange exchange = new DefaultExchange(context);
    Run.begunBy(exchange, "test", options);
    context.createProducerTemplate().send("direct:" + name, exchange);
    return exchange;
  }

  /** Runs a route to its end and returns the run. */
  Run run(String name) {
    return Run.of(send(name, RunOptions.NONE)).orElseThrow();
  }

  /** Loads into real tables from here on. */
  void useTables() {
    tables = true;
  }

  /** The first column of a query. */
  List<String> query(String sql) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = connections.get("warehouse").getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** The rows and rejects of the last run in order. */
  List<Object> rows() {
    List<Object> rows = new ArrayList<>();
    for (Object page : pages) {
      rows.addAll((List<?>) page);
    }
    return rows;
  }

  /** The value of a column in all rows of the last run. */
  List<Object> column(String name) {
    return rows().stream().<Object>map(row -> ((Map<?, ?>) row).get(name)).toList();
  }

  Path work() {
    return settings.dataDir().resolve("work");
  }

  @Override
  public void close() {
    context.stop();
    runs.close();
    connections.close();
  }

  private final class Pages extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
      Map<String, Object> options = new LinkedHashMap<>(parameters);
      parameters.clear();
      return new DefaultEndpoint(uri, this) {
        @Override
        public Producer createProducer() {
          return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
              onPage.process(exchange);
              if (tables) {
                getCamelContext()
                    .createProducerTemplate()
                    .send("tables:" + name + "?key=id&infer=true", exchange);
              } else {
                keep(exchange, name, options);
              }
            }
          };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
          throw new UnsupportedOperationException("Pages are only written to this component");
        }

        @Override
        public boolean isSingleton() {
          return true;
        }
      };
    }
  }

  private void keep(Exchange exchange, String stream, Map<String, Object> options)
      throws Exception {
    pages.add(exchange.getMessage().getBody());
    Step step = Step.of(exchange);
    step.count("pages", 1);
    String bookmark = exchange.getVariable("bookmark", String.class);
    try (Connection connection = connections.get("warehouse").getConnection()) {
      Bookmarks.move(connection, stream, bookmark, step.fence(), step.run().id());
    }
    if (!options.get("key").equals("id")) {
      throw new IllegalArgumentException("The key of " + stream + " is " + options.get("key"));
    }
  }
}
