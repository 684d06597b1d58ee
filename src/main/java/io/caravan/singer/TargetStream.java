package io.caravan.singer;

import io.caravan.error.CaravanException;
import io.caravan.load.LoadCounts;
import io.caravan.load.LoadOptions;
import io.caravan.load.LoadReport;
import io.caravan.load.LoadRequest;
import io.caravan.load.Loader;
import io.caravan.load.Nested;
import io.caravan.load.TableState;
import io.caravan.run.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** One stream of the input and the table it goes to. */
final class TargetStream {

  static final String DELETED_AT = "_sdc_deleted_at";

  private final DataSource database;
  private final String table;
  private final LoadOptions base;
  private final Deletes deletes;
  private final Step step;
  private final TableState state;
  private StreamSchema schema;
  private boolean versioned;
  private boolean touched;
  private boolean onItsWay;
  private long rejected;
  private long rejectedBefore;
  private Loader loader;
  private LoadReport report;

  /**
   * @param table {@code schema.table}
   * @param base everything about loading that is not of this stream alone
   */
  TargetStream(DataSource database, String table, LoadOptions base, Deletes deletes, Step step) {
    this.database = database;
    this.table = table;
    this.base = base;
    this.deletes = deletes;
    this.step = step;
    this.state = new TableState(database, table, step.run().id(), base.lockWait());
    step.beforeEnd(this, this::finish);
  }

  Step step() {
    return step;
  }

  /** From now on records look like this. */
  void describe(StreamSchema next) {
    finish();
    schema = next;
    open();
    touched = false;
  }

  private void open() {
    rejectedBefore = rejected;
    LoadOptions options =
        base.withKey(state.key(schema.key()))
            .withTypes(table, types())
            .withRejects(base.maxRejects() - rejected, base.rejectCap() - rejected);
    loader = new Loader(database, table, options);
    report = new LoadReport(step, table, options);
  }

  private Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>(schema.types());
    if (base.nested() != Nested.JSONB) {
      types.values().removeIf("object"::equals);
    }
    if (versioned) {
      types.put(Input.VERSION, "integer");
      types.put(DELETED_AT, "date-time");
    }
    return types;
  }

  /** Takes records, which are on their way when this returns; those before are committed. */
  void take(Work.Page page) {
    if (page.versioned() && !versioned) {
      finish();
      versioned = true;
      open();
    }
    load(page.records());
  }

  private void load(List<?> records) {
    touched = true;
    LoadRequest request =
        new LoadRequest(Map.of(table, records), null, step.run().id(), step.fence());
    loader.take(request).forEach(this::report);
    onItsWay = true;
  }

  /** Waits until everything taken is committed. */
  void finish() {
    if (onItsWay) {
      onItsWay = false;
      loader.finish().ifPresent(this::report);
      if (deletes == Deletes.HARD && (versioned || schema.types().containsKey(DELETED_AT))) {
        step.count("deleted", state.deleteMarked(DELETED_AT));
      }
    }
  }

  private void report(LoadCounts counts) {
    rejected = rejectedBefore + counts.rejectedInRun();
    report.add(counts);
  }

  /** Rows that are not of a version are gone in the source. */
  void activate(long version, boolean allowDeletes) {
    finish();
    if (deletes == Deletes.HARD) {
      step.count("deleted", state.deleteOlder(Input.VERSION, version, allowDeletes));
    } else {
      step.count("deleted", state.markOlder(Input.VERSION, version, DELETED_AT));
    }
  }

  /** Whether so many records were rejected that the tap must not go on from here. */
  boolean holdsStateBack() {
    return rejected > base.maxRejects();
  }

  /** What the stream fails with at its end; null for nothing. */
  CaravanException failure() {
    return step.deferredFailure();
  }

  /** A stream without records has a table all the same. */
  void close() {
    if (!touched) {
      load(List.of());
    }
    finish();
  }
}
