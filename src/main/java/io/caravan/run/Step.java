package io.caravan.run;

import io.caravan.error.CaravanException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/**
 * One step of a run: a stream, a dbt build, a sync. Components count rows and leave notes here; the
 * record of the run shows them.
 *
 * <p>Counts have short words as names ({@code new}, {@code changed}, {@code same}, {@code
 * rejected}, {@code created}); notes are any value that JSON can hold ({@code commit}, {@code
 * bookmark}).
 */
public final class Step {

  private static final String PROPERTY = "caravan.step";

  private final Run run;
  private final int ordinal;
  private final String name;
  private final String kind;
  private final Lease lease;
  private final Instant startedAt = Instant.now();
  private final Map<String, Long> counts = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, Object> notes = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<Object, Runnable> lastActions = new LinkedHashMap<>();
  private volatile RunState state = RunState.RUNNING;
  private volatile Instant finishedAt;
  private volatile CaravanException failure;
  private volatile CaravanException deferredFailure;
  private volatile boolean failing;
  private final Map<Class<?>, Object> kept = new ConcurrentHashMap<>();

  Step(Run run, int ordinal, String name, String kind, Lease lease) {
    this.run = run;
    this.ordinal = ordinal;
    this.name = name;
    this.kind = kind;
    this.lease = lease;
  }

  /**
   * The step an exchange is in. Fails when its route has no {@code group}: nobody would see what it
   * does.
   */
  public static Step of(Exchange exchange) {
    Step step = exchange.getProperty(PROPERTY, Step.class);
    if (step == null) {
      throw new IllegalStateException(
          "Route "
              + exchange.getFromRouteId()
              + " does work outside of a run: give it group: stream or group: step");
    }
    return step;
  }

  /** The step an exchange is in, or null when it is outside of a run. */
  public static Step current(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Step.class);
  }

  void enter(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  static void leave(Exchange exchange, Step outer) {
    exchange.setProperty(PROPERTY, outer);
  }

  /** The run this step is part of. */
  public Run run() {
    return run;
  }

  public int ordinal() {
    return ordinal;
  }

  /** The id of the route, which for a stream is the name of the stream. */
  public String name() {
    return name;
  }

  /** {@code pipeline}, {@code stream} or {@code step}. */
  public String kind() {
    return kind;
  }

  /**
   * The number that proves the right to write: it grows with each new holder of the stream. A
   * transaction under an older number must not commit.
   */
  public long fence() {
    return lease.fence();
  }

  Lease lease() {
    return lease;
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

  /** Adds to a count. */
  public void count(String what, long howMany) {
    counts.merge(what, howMany, Long::sum);
  }

  /** A count so far; 0 when nothing was counted. */
  public long counted(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** Leaves a note, replacing one of the same name. */
  public void note(String name, Object value) {
    notes.put(name, value);
  }

  /** A copy of the counts in the order in which they were first counted. */
  public Map<String, Long> counts() {
    synchronized (counts) {
      return new LinkedHashMap<>(counts);
    }
  }

  /** A copy of the notes. */
  public Map<String, Object> notes() {
    synchronized (notes) {
      return new LinkedHashMap<>(notes);
    }
  }

  /**
   * Does something before the step ends, also when it has failed: for what a component has not
   * finished when the route goes on. It may fail, and then the step does.
   *
   * @param owner who asks; only its first action is done
   */
  public synchronized void beforeEnd(Object owner, Runnable action) {
    lastActions.putIfAbsent(owner, action);
  }

  /**
   * Does what was left for the end.
   *
   * @param thrown how the step has failed so far; null when it has not
   * @return how it has failed now; null when it has not
   */
  Exception complete(Exception thrown) {
    List<Runnable> actions;
    synchronized (this) {
      actions = List.copyOf(lastActions.values());
      lastActions.clear();
    }
    Exception failure = thrown;
    for (Runnable action : actions) {
      failing = failure != null;
      try {
        action.run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    return failure == null ? deferredFailure : failure;
  }

  /** Whether the step has failed already, for what is done before its end. */
  public boolean isFailing() {
    return failing || deferredFailure != null;
  }

  /** Keeps something of a component for others of the same step; one of each class. */
  public void keep(Object something) {
    kept.put(something.getClass(), something);
  }

  /** What another component of the step has kept. */
  public <T> Optional<T> kept(Class<T> type) {
    return Optional.ofNullable(type.cast(kept.get(type)));
  }

  /** Lets the step go on to its end and fail there. The first reason stays. */
  public synchronized void failAtEnd(CaravanException reason) {
    if (deferredFailure == null) {
      deferredFailure = reason;
    }
  }

  /** What the step will fail with at its end; null for nothing. */
  public CaravanException deferredFailure() {
    return deferredFailure;
  }

  void finish(RunState end, CaravanException cause) {
    state = end;
    failure = cause;
    finishedAt = Instant.now();
  }
}
