package io.caravan.dbt;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.run.RunRecorder;
import io.caravan.run.Step;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultProducer;

/**
 * Calls dbt and reports to the step: every node with status, rows and seconds, also of a call that
 * failed. The body of the exchange becomes the {@link DbtResults}.
 */
final class DbtProducer extends DefaultProducer {

  private final DbtCommand command;

  DbtProducer(DbtEndpoint endpoint) {
    super(endpoint);
    this.command = endpoint.command();
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    RunRecorder runs =
        CamelContextHelper.findSingleByType(exchange.getContext(), RunRecorder.class);
    runs.within(exchange, "dbt " + command.verb(), step -> process(exchange, step));
  }

  private void process(Exchange exchange, Step step) {
    step.run().checkStop();
    CamelContext context = exchange.getContext();
    Settings settings = CamelContextHelper.findSingleByType(context, Settings.class);
    Connections connections = CamelContextHelper.findSingleByType(context, Connections.class);
    DbtRunner runner = new DbtRunner(settings, connections.address(Connections.WAREHOUSE));
    Path keep = settings.dataDir().resolve("runs").resolve(step.run().id()).resolve("dbt");
    // Models that add to themselves would keep what the tables no longer hold.
    DbtCommand wanted = step.run().options().fullRefresh() ? command.refreshing() : command;
    DbtOutcome outcome = runner.run(wanted, keep);
    report(outcome.results(), step);
    exchange.getMessage().setBody(outcome.orThrow());
  }

  private static void report(DbtResults results, Step step) {
    if (results.nodes().isEmpty()) {
      return;
    }
    step.note("nodes", results.toList());
    step.count("models", results.models());
    step.count("tests", results.tests());
  }
}
