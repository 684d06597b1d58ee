package io.caravan.sync;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import java.util.Map;
import org.apache.camel.Exchange;

/** One sync while it goes on: where it writes, by which rules, how far it has come. */
final class Sync {

  /** So many lost replies one after the other are no accident of a row any more. */
  static final int LOST_IN_A_ROW = 3;

  private static final String PROPERTY = "caravan.sync";

  private final Target target;
  private final Step step;
  private final Refusals refusals = new Refusals();
  private Rules rules;
  private PlannedRow row;
  private long line;
  private boolean again;
  private boolean lookingAgain;
  private int lostInARow;

  private Sync(Target target, Step step) {
    this.target = target;
    this.step = step;
  }

  /** Begins a sync in the route of this exchange, which has to be the only writer of its target. */
  static Sync begin(Exchange exchange, Target target) {
    Step step = Step.of(exchange);
    if (!step.kind().equals("stream")) {
      throw new IllegalStateException(
          "Route "
              + step.name()
              + " writes to a destination: give it group: stream, which no two "
              + "processes run at once");
    }
    Sync sync = new Sync(target, step);
    exchange.setProperty(PROPERTY, sync);
    return sync;
  }

  /** The sync that {@code sync:open} has begun on this exchange. */
  static Sync of(Exchange exchange) {
    Sync sync = exchange.getProperty(PROPERTY, Sync.class);
    if (sync == null) {
      throw new IllegalStateException(
          "Route " + exchange.getFromRouteId() + " has to begin with sync:open");
    }
    return sync;
  }

  Target target() {
    return target;
  }

  Step step() {
    return step;
  }

  Refusals refusals() {
    return refusals;
  }

  Rules rules() {
    return rules;
  }

  void rules(Rules rules) {
    this.rules = rules;
  }

  /** The row that is being written. */
  PlannedRow row() {
    return row;
  }

  void row(PlannedRow row) {
    this.row = row;
  }

  /** The line of the plan after which to go on. */
  long line() {
    return line;
  }

  void passed(long line) {
    this.line = line;
    again = false;
  }

  /** Makes the row come again with what is known of it by then. */
  void again() {
    line = row.line() - 1;
    again = true;
  }

  /** Whether the next row is the one that came last. */
  boolean isAgain() {
    return again;
  }

  /** Whether the plan is gone through a second time, for the rows whose outcome is not known. */
  boolean lookingAgain() {
    return lookingAgain;
  }

  void lookAgain() {
    lookingAgain = true;
    line = 0;
  }

  /** Notes an answer: the other side is alive. */
  void answered() {
    lostInARow = 0;
  }

  /** Notes a lost reply; fails when the other side seems to be down. */
  void lost(CaravanException reason) {
    if (++lostInARow >= LOST_IN_A_ROW) {
      throw CaravanException.of(
              ErrorCode.E201,
              target.destination() + " lost " + lostInARow + " replies in a row; the sync stops")
          .where(target.entity() + " " + row.key())
          .why(reason.why())
          .fix("Run it again later: rows whose fate is unknown are looked up first")
          .cause(reason)
          .build();
    }
  }

  /** Counts something in the record of the step; nothing is not worth a word there. */
  void count(String what, long howMany) {
    if (howMany > 0) {
      step.count(what, howMany);
    }
  }

  /** Shows the row to the route. */
  void show(Exchange exchange) {
    Map<String, Object> shown = row == null ? null : row.forRoute();
    exchange.setVariable("row", shown);
  }
}
