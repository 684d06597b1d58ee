package io.caravan.run;

import com.github.f4b6a3.ulid.UlidCreator;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * One run of a pipeline (or of a stream on its own) while it goes on. Several steps may report to
 * it at the same time.
 */
public final class Run {

  private final String id = UlidCreator.getMonotonicUlid().toString();
  private final Instant startedAt = Instant.now();
  private final String pipeline;
  private final String trigger;
  private final Step place;
  private final RunOptions options;
  private final List<Step> steps = new ArrayList<>();
  private final List<Runnable> atEnd = new ArrayList<>();
  private volatile RunState state = RunState.RUNNING;
  private volatile Instant finishedAt;
  private volatile CaravanException failure;
  private volatile CaravanException stopReason;
  private volatile boolean recorded = true;

  Run(String pipeline, String trigger, RunOptions options) {
    this(pipeline, trigger, options, null);
  }

  /**
   * @param place the step of another run that this run is, null for none
   */
  Run(String pipeline, String trigger, RunOptions options, Step place) {
    this.pipeline = pipeline;
    this.trigger = trigger;
    this.options = options;
    this.place = place;
  }

  /**
   * Says what begins the run that an exchange is about to start; without it a run counts as
   * scheduled.
   */
  public static void begunBy(Exchange exchange, String trigger) {
    exchange.setProperty(RunPolicy.TRIGGER, trigger);
  }

  /** Says what begins the run that an exchange is about to start, and what it is to do. */
  public static void begunBy(Exchange exchange, String trigger, RunOptions options) {
    begunBy(exchange, trigger);
    exchange.setProperty(RunPolicy.OPTIONS, options);
  }

  /** The run that an exchange is part of, or was. */
  public static Optional<Run> of(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty(RunPolicy.RUN, Run.class));
  }

  /** Sortable by time, unique. */
  public String id() {
    return id;
  }

  /** The route that runs. */
  public String pipeline() {
    return pipeline;
  }

  /** What began it: {@code command}, {@code schedule}, {@code demo}, {@code round}. */
  public String trigger() {
    return trigger;
  }

  /** The run that this one is a part of, such as a round of pipelines. */
  public Optional<Run> outer() {
    return Optional.ofNullable(place).map(Step::run);
  }

  /** The step of the outer run that stands for this one; null for none. */
  Step place() {
    return place;
  }

  /** What was asked of it. */
  public RunOptions options() {
    return options;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** Null while it runs. */
  public Instant finishedAt() {
    return finishedAt;
  }

  public RunState state() {
    return state;
  }

  /** Why it failed; null when it did not. */
  public CaravanException failure() {
    return failure;
  }

  /**
   * When another start makes sense, where steps ended because remote systems take no calls for now:
   * when the last of them does again.
   */
  public Optional<Instant> again() {
    return steps().stream()
        .map(Step::failure)
        .filter(reason -> reason != null)
        .flatMap(reason -> reason.again().stream())
        .max(Comparator.naturalOrder());
  }

  /** The steps so far, in the order in which they began. */
  public synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  synchronized Step begin(String name, String kind, Lease lease) {
    Step step = new Step(this, steps.size() + 1, name, kind, lease);
    steps.add(step);
    return step;
  }

  /** Does something when the run ends, however it ends: for what a component keeps per run. */
  public synchronized void onEnd(Runnable action) {
    atEnd.add(action);
  }

  synchronized List<Runnable> atEnd() {
    return List.copyOf(atEnd);
  }

  void finish(RunState end, CaravanException cause) {
    state = end;
    failure = cause;
    finishedAt = Instant.now();
  }

  /** Whether its record can be written. When not, it will appear as interrupted. */
  boolean isRecorded() {
    return recorded;
  }

  /** The database did not take the record; asking again would only cost time. */
  void cannotBeRecorded() {
    recorded = false;
  }

  /** Asks the run to stop at the next page or row. The first reason stays. */
  public synchronized void requestStop(CaravanException reason) {
    if (stopReason == null) {
      stopReason = reason;
    }
  }

  /** Asks the run to stop because a person wants it. */
  public void requestStop() {
    requestStop(
        CaravanException.of(
                ErrorCode.E703, "Stopped on request; everything finished so far is saved")
            .where(pipeline)
            .fix("./caravan run " + pipeline)
            .build());
  }

  /** Called between two pages or rows: fails when somebody asked the run to stop. */
  public void checkStop() {
    if (stopReason != null) {
      throw stopReason;
    }
  }
}
