package io.caravan.cli;

import io.caravan.app.Caravan;
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
    Run.begunBy(exchange, "command");
    caravan.context().createProducerTemplate().send("direct:" + route, exchange);
    if (exchange.getException() != null) {
      throw CaravanException.from(exchange.getException());
    }
    return exchange.getMessage().getBody(String.class);
  }
}
