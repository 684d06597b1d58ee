package io.caravan.run;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a step when an exchange enters a route and closes it when the exchange leaves.
 *
 * <p>The end is taken from the unit of work and not from {@code onExchangeDone}: Camel leaves that
 * call out while it shuts down, which is when a run most needs its record closed.
 */
final class RunPolicy extends RoutePolicySupport {

  private static final Logger LOG = LoggerFactory.getLogger(RunPolicy.class);

  /** Exchange property that says what began a run; a schedule when it is absent. */
  static final String TRIGGER = "caravan.trigger";

  /** Exchange property that says what a run is to do; nothing special when it is absent. */
  static final String OPTIONS = "caravan.options";

  /** Exchange property that holds the run, also after its end. */
  static final String RUN = "caravan.run";

  /** What begins a run when nobody has said so. */
  static final String SCHEDULE = "schedule";

  private static final String REFUSED = "caravan.refused";

  private final RunRecorder recorder;
  private final String name;
  private final String kind;

  RunPolicy(RunRecorder recorder, String name, String kind) {
    this.recorder = recorder;
    this.name = name;
    this.kind = kind;
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    Step outer = Step.current(exchange);
    if (outer != null && outer.name().equals(name)) {
      // A kamelet hands each page to the route that uses it; both carry the name of the stream and
      // are one step.
      return;
    }
    try {
      if (recorder.ownSteps().leavesOut(outer, name, kind)) {
        exchange.setRouteStop(true);
        exchange.setProperty(REFUSED, this);
        return;
      }
      Step step = begin(exchange, outer);
      step.enter(exchange);
      exchange.setProperty(RUN, step.run());
      exchange.getUnitOfWork().addSynchronization(new EndOfStep(route.getId(), step, outer));
    } catch (RuntimeException e) {
      // There is no record of a run that could not begin, and after a schedule nobody waits for the
      // answer. One that was not begun because all have to stop is no news.
      CaravanException reason = CaravanException.from(e);
      if (reason.again().isPresent()) {
        LOG.info("{} was not started: {}", name, e.getMessage());
      } else if (reason.code() != ErrorCode.E703) {
        LOG.warn("{} was not started: {}", name, e.getMessage());
      }
      exchange.setException(e);
      // Without this mark Camel would run the first step of the route in spite of the exception.
      exchange.setRouteStop(true);
      exchange.setProperty(REFUSED, this);
    }
  }

  @Override
  public void onExchangeDone(Route route, Exchange exchange) {
    if (exchange.getProperty(REFUSED) == this) {
      // The route that called this one may catch the exception, and go on.
      exchange.removeProperty(REFUSED);
      exchange.setRouteStop(false);
    }
  }

  /** A pipeline that is called by another is a run of its own: with its lease, record and log. */
  private Step begin(Exchange exchange, Step outer) {
    if (outer == null) {
      RunOptions options = exchange.getProperty(OPTIONS, RunOptions.NONE, RunOptions.class);
      OwnSteps.requireRows(name, kind, options);
      return recorder.beginRun(
          name, kind, exchange.getProperty(TRIGGER, SCHEDULE, String.class), options);
    }
    return kind.equals("pipeline")
        ? recorder.beginRunWithin(outer, name)
        : recorder.beginStep(outer, name, kind);
  }

  private final class EndOfStep extends SynchronizationAdapter
      implements SynchronizationRouteAware {
    private final String routeId;
    private final Step step;
    private final Step outer;
    private boolean ended;

    EndOfStep(String routeId, Step step, Step outer) {
      this.routeId = routeId;
      this.step = step;
      this.outer = outer;
    }

    @Override
    public SynchronizationRouteAware getRouteSynchronization() {
      return this;
    }

    @Override
    public void onBeforeRoute(Route route, Exchange exchange) {
      // Nothing to do: the step has begun.
    }

    @Override
    public void onAfterRoute(Route route, Exchange exchange) {
      if (route.getId().equals(routeId)) {
        end(exchange);
      }
    }

    @Override
    public void onDone(Exchange exchange) {
      end(exchange);
    }

    private void end(Exchange exchange) {
      if (!ended) {
        ended = true;
        Exception failure = recorder.ownSteps().complete(step, exchange.getException());
        if (failure != exchange.getException()) {
          exchange.setException(failure);
        }
        recorder.end(step, exchange.getException());
        Step.leave(exchange, outer);
      }
    }
  }
}
