package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.cli.log.Logs;
import io.caravan.error.CaravanException;
import io.caravan.run.Run;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** A route that is called for its answer. */
final class Question {

  private Question() {}

  /** The answer as text, JSON as the routes make it. */
  static String ask(Caravan caravan, String route, Map<String, Object> variables) {
    Exchange exchange = new DefaultExchange(caravan.context());
    variables.forEach(exchange::setVariable);
    // What it has to say goes into the log of its run, and its failure is shown by who asked.
    caravan.runs().onStep(Logs.ofRuns());
    Run.begunBy(exchange, "command");
    caravan.context().createProducerTemplate().send("direct:" + route, exchange);
    if (exchange.getException() != null) {
      throw CaravanException.from(exchange.getException());
    }
    return exchange.getMessage().getBody(String.class);
  }
}
