package io.caravan.run;

import org.apache.camel.Exchange;

/** A step without routes and without a database, for tests of what happens inside of one. */
public final class StepOfATest {

  private StepOfATest() {}

  /** Puts the exchange into a step of a new run. */
  public static Step enter(Exchange exchange) {
    Step step = new Run("a-pipeline", "test", RunOptions.NONE).begin("a-step", "step", null);
    step.enter(exchange);
    return step;
  }
}
