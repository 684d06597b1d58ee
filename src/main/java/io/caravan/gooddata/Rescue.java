package io.caravan.gooddata;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import org.apache.camel.Exchange;

/**
 * What is left of a failure after the workspace was put back to what it was. Bound as {@code
 * gooddataRescue}; each public method is a step of a route.
 */
public final class Rescue {

  private static final String FIRST = "gooddata.failure";
  private static final String SECOND = "gooddata.failureOfPuttingBack";

  /** Remembers why the workspace has to be put back. */
  public void begin(Exchange exchange) {
    exchange.setProperty(FIRST, caught(exchange));
    exchange.removeProperty(SECOND);
  }

  /** Remembers that even that did not work. */
  public void failed(Exchange exchange) {
    exchange.setProperty(SECOND, caught(exchange));
  }

  /** The workspace is what it was. */
  public void done(Exchange exchange) {
    Step step = Step.current(exchange);
    if (step != null) {
      step.note("put back", exchange.getVariable("workspace"));
    }
  }

  /** Goes on failing with the first reason; says so when the workspace is not what it was. */
  public void end(Exchange exchange) throws Exception {
    String workspace = exchange.getVariable("workspace", String.class);
    end(
        exchange,
        CaravanException.of(ErrorCode.E614, "A workspace was left half changed")
            .where("workspace " + workspace)
            .fix("./caravan gooddata rollback --workspace " + workspace + " --yes"));
  }

  /** The same where the data source is not what it was, such as one with another password. */
  public void endOfDataSource(Exchange exchange) throws Exception {
    end(
        exchange,
        CaravanException.of(ErrorCode.E614, "A data source was left changed")
            .where("data source " + exchange.getVariable("dataSource"))
            .fix(
                "Give it the address of before in GoodData, or correct what failed and go on with the new one",
                "./caravan gooddata register"));
  }

  private static void end(Exchange exchange, CaravanException.Builder half) throws Exception {
    Exception first = exchange.getProperty(FIRST, Exception.class);
    Exception second = exchange.getProperty(SECOND, Exception.class);
    exchange.removeProperty(FIRST);
    if (second == null) {
      throw first;
    }
    throw half.why(first.getMessage() + "; then putting it back failed: " + second.getMessage())
        .cause(first)
        .build();
  }

  private static Exception caught(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
  }
}
