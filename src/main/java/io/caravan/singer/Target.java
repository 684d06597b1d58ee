package io.caravan.singer;

import io.caravan.error.CaravanException;
import io.caravan.load.LoadOptions;
import io.caravan.run.Run;
import io.caravan.run.RunRecorder;
import io.caravan.run.Step;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A Singer target: stores the records of a tap and says how far the tap need not read again.
 *
 * <p>A state is given out only when every record before it is committed, so that a crash anywhere
 * costs records twice at most, and twice is once in a table with a key.
 */
public final class Target {

  private final RunRecorder runs;
  private final DataSource database;
  private final TargetOptions options;
  private final LoadOptions load;
  private final Map<String, TargetStream> streams = new LinkedHashMap<>();

  /**
   * @param database where rows go; has to hold the technical tables
   * @param load everything about loading but keys and types, which the tap says
   */
  public Target(RunRecorder runs, DataSource database, TargetOptions options, LoadOptions load) {
    this.runs = runs;
    this.database = database;
    this.options = options;
    this.load = load;
  }

  /**
   * Reads to the end of the input.
   *
   * @param states told of each state as JSON in one line, after all before it is committed
   * @return the finished run; its state says how it went
   */
  public Run run(InputStream input, Consumer<String> states) {
    return runs.run(
        "target." + options.schema(), "command", step -> new Session(step, states).read(input));
  }

  /** One reading of an input. */
  private final class Session {
    private final Step step;
    private final Consumer<String> states;
    private String waiting;

    Session(Step step, Consumer<String> states) {
      this.step = step;
      this.states = states;
    }

    void read(InputStream input) throws Exception {
      Exception thrown = null;
      try (Input messages = new Input(input, true, options.pageRows(), options.pageBytes())) {
        Work work;
        do {
          work = messages.next(options.patience());
          take(work);
          step.run().checkStop();
        } while (!(work instanceof Work.End));
        streams.values().forEach(TargetStream::close);
        release();
      } catch (Exception e) {
        thrown = e;
        throw e;
      } finally {
        for (TargetStream stream : streams.values()) {
          runs.endStream(stream.step(), thrown);
        }
      }
      failWithTheFirstStream();
    }

    private void take(Work work) {
      if (work instanceof Work.Batch batch && !batch.pages().isEmpty()) {
        streams.forEach((name, stream) -> take(stream, batch.pages().get(name)));
        release();
        waiting = batch.state() == null ? waiting : batch.state();
        return;
      }
      // Anything else comes seldom: nothing is on its way while it is looked at.
      streams.values().forEach(TargetStream::finish);
      release();
      if (work instanceof Work.Batch batch) {
        waiting = batch.state();
        release();
      } else if (work instanceof Work.Schema changed) {
        stream(changed.schema().stream()).describe(changed.schema());
      } else if (work instanceof Work.Activate activate) {
        streams.get(activate.stream()).activate(activate.version(), options.allowDeletes());
      } else if (work instanceof Work.End end && end.failure() != null) {
        throw Input.explain(end.failure());
      }
    }

    /**
     * With the next records of a stream those before are committed; without, they are waited for.
     */
    private static void take(TargetStream stream, Work.Page page) {
      if (page == null) {
        stream.finish();
      } else {
        stream.take(page);
      }
    }

    private TargetStream stream(String name) {
      return streams.computeIfAbsent(
          name,
          absent -> {
            String table = options.schema() + "." + name;
            return new TargetStream(
                database, table, load, options.deletes(), runs.beginStream(step, table));
          });
    }

    /**
     * Gives out the state whose records are committed. Not while a stream has lost records: the tap
     * would never send them again.
     */
    private void release() {
      if (waiting != null && streams.values().stream().noneMatch(TargetStream::holdsStateBack)) {
        states.accept(waiting);
        step.note("state", waiting);
      }
      waiting = null;
    }

    private void failWithTheFirstStream() {
      for (TargetStream stream : streams.values()) {
        CaravanException failure = stream.failure();
        if (failure != null) {
          throw failure;
        }
      }
    }
  }
}
