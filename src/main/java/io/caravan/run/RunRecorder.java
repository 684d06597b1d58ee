package io.caravan.run;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends runs and steps, and remembers them. */
public final class RunRecorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);

  private final RunStore store;
  private final Leases leases;
  private final String holder;
  private final OwnSteps ownSteps = new OwnSteps(this);
  private final Set<Run> going = ConcurrentHashMap.newKeySet();
  private volatile Consumer<Step> onStep = step -> {};
  private volatile boolean stopping;

  /**
   * @param database where schema {@code caravan} is
   * @param holder names this process for people, such as {@code host:pid}
   * @param leaseLife how long a lease lasts without a sign of life
   */
  public RunRecorder(DataSource database, String holder, Duration leaseLife) {
    this.store = new RunStore(database);
    this.leases = new Leases(database, holder, leaseLife);
    this.holder = holder;
  }

  /** Calls back at the beginning and at the end of each step, for progress on a terminal. */
  public void onStep(Consumer<Step> listener) {
    onStep = listener;
  }

  /**
   * Fails, naming the holder, when a pipeline or stream is running somewhere; to know that before
   * anything is begun.
   */
  public void requireFree(String name) {
    attempt(
        () -> {
          leases.requireFree(name);
          return name;
        });
  }

  /**
   * Until when rounds and schedules leave a pipeline out: its newest run ended as waiting. Empty
   * when nothing is waited for any more.
   */
  public Optional<Instant> waitsUntil(String pipeline) {
    return attempt(() -> store.again(pipeline)).filter(Instant.now()::isBefore);
  }

  /** Asks every run of this process to stop at its next page or row; no other begins after it. */
  public void requestStop() {
    stopping = true;
    going.forEach(Run::requestStop);
  }

  /**
   * The newest runs first, of one pipeline or of all ({@code null}). Runs of dead processes appear
   * as interrupted.
   */
  public List<RunSummary> latest(String pipeline, int limit) {
    return attempt(
        () -> {
          store.reap();
          return store.latest(pipeline, limit);
        });
  }

  /** The newest run whose id begins with the given text. */
  public Optional<RunSummary> find(String runId) {
    return attempt(() -> store.find(runId));
  }

  /** The steps of a run in order. */
  public List<StepSummary> steps(String runId) {
    return attempt(() -> store.steps(runId));
  }

  /** What a component does inside a step of its own. */
  public interface StepWork {
    void run(Step step) throws Exception;
  }

  /**
   * Does something as a step of its own, for components that are more than a part of the route that
   * calls them, such as a dbt build.
   *
   * @param name what people see, such as {@code dbt build}
   */
  public void within(Exchange exchange, String name, StepWork work) throws Exception {
    ownSteps.within(exchange, name, work);
  }

  /**
   * Does something as the last step of each run that has gone well up to there; its failure is that
   * of the run.
   */
  public void atEnd(String name, StepWork work) {
    ownSteps.atEnd(name, work);
  }

  OwnSteps ownSteps() {
    return ownSteps;
  }

  /**
   * Does something as a run of its own, without a route: for input that comes from another process.
   * Never fails with what the work failed with; the run holds it.
   *
   * @param name what people see and what only one process may do at a time
   */
  public Run run(String name, String trigger, StepWork work) {
    Step step = beginRun(name, "pipeline", trigger, RunOptions.NONE);
    Exception thrown = null;
    try {
      work.run(step);
    } catch (Exception e) {
      thrown = e;
    }
    end(step, step.complete(thrown));
    return step.run();
  }

  /** Begins a stream as a step of such a run. It has to be ended with {@link #endStream}. */
  public Step beginStream(Step outer, String stream) {
    return beginStep(outer, stream, "stream");
  }

  /**
   * Ends a stream that was begun with {@link #beginStream}.
   *
   * @param thrown what stopped it; null when it came to its end
   */
  public void endStream(Step stream, Exception thrown) {
    end(stream, stream.complete(thrown));
  }

  /**
   * Begins a run whose first step is the pipeline itself. Fails when it is already running
   * somewhere, and when a schedule begins what has to wait.
   */
  Step beginRun(String name, String kind, String trigger, RunOptions options) {
    if (trigger.equals(RunPolicy.SCHEDULE)) {
      waitsUntil(name).ifPresent(until -> Ending.refuseBefore(until, name));
    }
    return begin(new Run(name, trigger, options), kind);
  }

  /**
   * Begins a run that is a step of another, under the lease of its own pipeline. Where it cannot
   * begin, that step has failed, or waits when the pipeline has to.
   */
  Step beginRunWithin(Step outer, String pipeline) {
    Step place = beginStep(outer, pipeline, "step");
    try {
      waitsUntil(pipeline).ifPresent(until -> Ending.refuseBefore(until, pipeline));
      return begin(new Run(pipeline, outer.name(), outer.run().options(), place), "pipeline");
    } catch (RuntimeException e) {
      end(place, e);
      throw e;
    }
  }

  private Step begin(Run run, String kind) {
    return attempt(
        () -> {
          checkStop(run);
          Lease lease = leases.acquire(run.pipeline(), run);
          store.reap();
          store.begin(run, holder);
          going.add(run);
          return begun(run.begin(run.pipeline(), kind, lease));
        });
  }

  private void checkStop(Run run) {
    if (stopping) {
      run.requestStop();
      run.checkStop();
    }
  }

  /**
   * Begins a step of a run. A stream has a lease of its own, since several pipelines may list it.
   */
  Step beginStep(Step outer, String name, String kind) {
    return attempt(
        () -> {
          outer.run().checkStop();
          Lease lease = kind.equals("stream") ? leases.acquire(name, outer.run()) : outer.lease();
          return begun(outer.run().begin(name, kind, lease));
        });
  }

  private Step begun(Step step) throws SQLException {
    store.begin(step);
    onStep.accept(step);
    return step;
  }

  /**
   * Ends a step, and with its first step the run. Never fails: what happened before matters more.
   */
  void end(Step step, Throwable thrown) {
    CaravanException failure = thrown == null ? null : CaravanException.from(thrown);
    step.finish(Ending.stateAfter(failure), failure);
    if (step.ordinal() == 1) {
      // Before anything is written: where the database is what failed, the run has ended all the
      // same.
      Ending.finish(step.run(), failure);
    }
    Ending.tell(step, failure);
    try {
      if (step.run().isRecorded()) {
        store.finish(step);
        if (step.ordinal() == 1) {
          store.finish(step.run());
        }
      }
    } catch (SQLException e) {
      step.run().cannotBeRecorded();
      LOG.warn(
          "Cannot write the record of {} in run {}: {}",
          step.name(),
          step.run().id(),
          e.getMessage());
    } finally {
      if (step.ordinal() == 1) {
        going.remove(step.run());
        Ending.tidy(step.run());
      }
      if (step.ordinal() == 1 || step.kind().equals("stream")) {
        giveBack(step);
      }
      onStep.accept(step);
      if (step.ordinal() == 1 && step.run().place() != null) {
        endPlaceOf(step.run());
      }
    }
  }

  /** What a run has moved, and what went wrong in it, is what the step of the outer run tells. */
  private void endPlaceOf(Run run) {
    Step place = run.place();
    place.note("run", run.id());
    run.steps().forEach(step -> step.counts().forEach(place::count));
    end(place, run.failure());
  }

  /** Each question to a database that is gone takes seconds, so one without an answer is enough. */
  private void giveBack(Step step) {
    if (step.run().isRecorded()) {
      leases.release(step.lease());
    } else {
      leases.abandon(step.lease());
    }
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  private static <T> T attempt(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E300, "Cannot read or write the run record")
          .why(e.getMessage())
          .fix("./caravan doctor")
          .cause(e)
          .build();
    }
  }

  @Override
  public void close() {
    leases.close();
  }
}
