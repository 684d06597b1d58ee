package io.caravan.pipelines;

import io.caravan.TestDatabase;
import io.caravan.app.Beans;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.run.Run;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultExchange;

/** The real routes to GoodData, and no others, in a real Camel on a real database. */
final class GoodDataRoutes implements AutoCloseable {

  private final Connections connections;
  private final RunRecorder runs;
  private final Main main = new Main();

  GoodDataRoutes(Map<String, String> overrides) {
    Settings settings = TestDatabase.settings(overrides);
    connections = new Connections(settings, null);
    TechnicalTables.migrate(connections.get(Connections.WAREHOUSE));
    runs = new RunRecorder(connections.get(Connections.WAREHOUSE), "test", Duration.ofSeconds(20));
    Properties properties = settings.toProperties();
    // Nothing begins by the clock here, and the end of a scheduler takes half a second.
    properties.remove("camel.component.quartz.enableJmx");
    properties.setProperty(
        "camel.main.routesIncludePattern",
        "file:routes/common/*.camel.yaml,file:routes/destinations/gooddata*.camel.yaml");
    properties.setProperty("camel.component.kamelet.location", "file:routes/kamelets");
    main.setOverrideProperties(properties);
    main.bind("runPolicyFactory", new RunPolicyFactory(runs));
    Beans.of(settings, connections, runs).forEach(main::bind);
    main.start();
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  Connections connections() {
    return connections;
  }

  /** An exchange that begins a run as soon as it comes to a step. */
  Exchange exchange() {
    Exchange exchange = new DefaultExchange(context());
    Run.begunBy(exchange, "test");
    return exchange;
  }

  Exchange send(String uri, Exchange exchange) {
    context().createProducerTemplate().send(uri, exchange);
    return exchange;
  }

  Run run(String route, Map<String, Object> variables) {
    Exchange exchange = exchange();
    variables.forEach(exchange::setVariable);
    send("direct:" + route, exchange);
    return Run.of(exchange)
        .orElseThrow(() -> new IllegalStateException("No run", exchange.getException()));
  }

  @Override
  public void close() {
    main.stop();
    runs.close();
    connections.close();
  }
}
