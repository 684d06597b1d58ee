package io.caravan.load;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores pages of one stream: rows, rejects and bookmark of a page in one transaction, at most once
 * each, also when the connection is lost at the worst moment.
 *
 * <p>Keyed rows are inserted, updated where they differ, or left alone. A stream without a key only
 * grows; its rows carry the run they came with. Pages of a stream are stored one after another, and
 * the next one is got ready while one is on its way.
 */
public final class Loader {

  private static final Logger LOG = LoggerFactory.getLogger(Loader.class);
  private static final int TRIES = 5;
  private static final int LONGEST_WAIT = 60;

  private final DataSource database;
  private final Dialect dialect;
  private final String stream;
  private final LoadOptions options;
  private StreamRun run;
  private PageOnItsWay onItsWay;

  /**
   * @param database where rows, bookmark and rejects go; has to hold the technical tables
   * @param stream whose bookmark moves
   */
  public Loader(DataSource database, String stream, LoadOptions options) {
    this.database = database;
    this.dialect = Dialects.of(database);
    this.stream = stream;
    this.options = options;
  }

  /** The options the loader was made with. */
  public LoadOptions options() {
    return options;
  }

  /**
   * Stores a page, trying again when that may help. Records that cannot be stored become rejects.
   * Not for a loader that has a page on its way.
   *
   * @throws CaravanException when nothing of the page is stored; says what to do
   */
  public synchronized LoadCounts load(LoadRequest request) {
    if (onItsWay != null) {
      throw new IllegalStateException("A page is on its way; what becomes of it would be lost");
    }
    return store(request);
  }

  /**
   * Takes a page and stores it while the caller gets the next one; at most one page is on its way.
   * {@link #finish()} has to be called after the last page.
   *
   * @return what became of the page before, and of this one if it could not wait
   * @throws CaravanException when the page before or this one is not stored; this one is then not
   *     stored in either case
   */
  public synchronized List<LoadCounts> take(LoadRequest request) {
    List<LoadCounts> done = new ArrayList<>();
    if (onItsWay != null && !onItsWay.request().runId().equals(request.runId())) {
      finish().ifPresent(done::add);
    }
    PageLoad page = page(request);
    boolean ready = page.getReady();
    PageOnItsWay before = onItsWay;
    finish().ifPresent(done::add);
    if (ready && (before == null || before.wentWell())) {
      onItsWay = new PageOnItsWay(request, page, () -> attempt(page));
    } else {
      done.add(store(request));
    }
    return done;
  }

  /** Waits for the page that is on its way, if there is one, and says what became of it. */
  public synchronized Optional<LoadCounts> finish() {
    PageOnItsWay last = onItsWay;
    onItsWay = null;
    return last == null
        ? Optional.empty()
        : Optional.of(store(last.request(), last.page(), last.await()));
  }

  private PageLoad page(LoadRequest request) {
    if (run == null || !run.runId().equals(request.runId())) {
      run = new StreamRun(request.runId(), dialect, options);
    }
    return new PageLoad(dialect, stream, options, run, request);
  }

  private LoadCounts store(LoadRequest request) {
    PageLoad page = page(request);
    return store(request, page, attempt(page));
  }

  /** Goes on after the first try of a page. */
  private LoadCounts store(LoadRequest request, PageLoad first, Failure end) {
    PageLoad page = first;
    Failure failure = end;
    boolean looked = false;
    for (int tries = 1; failure != null; tries++) {
      if (dialect.blamesShape(failure.cause) && !looked) {
        run.forgetTables();
        looked = true;
      } else if (dialect.mayPass(failure.cause) && tries < TRIES) {
        rest(tries, failure.cause);
      } else if (!page.isReady() || !dialect.blamesRows(failure.cause)) {
        run = null;
        throw failure.explained;
      }
      page = page(request);
      failure = attempt(page);
    }
    LoadCounts counts = page.counts();
    run.addRejected(counts.rejected());
    return counts;
  }

  /** How a try ended that stored nothing. */
  record Failure(SQLException cause, CaravanException explained) {}

  private Failure attempt(PageLoad page) {
    try (Connection connection = database.getConnection()) {
      try {
        page.run(connection);
        return null;
      } catch (SQLException e) {
        return isCommitted(page, e) ? null : undo(connection, page, e);
      } catch (RuntimeException e) {
        rollback(connection);
        throw e;
      }
    } catch (SQLException e) {
      return isCommitted(page, e) ? null : new Failure(e, explain(null, page, e));
    }
  }

  private Failure undo(Connection connection, PageLoad page, SQLException failure) {
    return rollback(connection)
        ? new Failure(failure, explain(connection, page, failure))
        : new Failure(failure, explain(null, page, failure));
  }

  private CaravanException explain(Connection connection, PageLoad page, SQLException failure) {
    TableName table = page.busyWith() == null ? TableName.parse(stream, null) : page.busyWith();
    return dialect.explain(connection, table, failure);
  }

  private static boolean rollback(Connection connection) {
    try {
      connection.rollback();
      return true;
    } catch (SQLException e) {
      LOG.debug("Cannot roll back: {}", e.getMessage());
      return false;
    }
  }

  /**
   * Whether a page whose commit got no answer is stored all the same. Without asking, a stream
   * without a key would hold it twice.
   */
  private boolean isCommitted(PageLoad page, SQLException failure) {
    if (page.transaction() < 0 || !dialect.mayPass(failure)) {
      return false;
    }
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      rest(attempt, failure);
      try (Connection connection = database.getConnection()) {
        Dialect.Outcome outcome = dialect.outcome(connection, page.transaction());
        if (outcome != Dialect.Outcome.STILL_GOING) {
          return outcome == Dialect.Outcome.COMMITTED;
        }
      } catch (SQLException e) {
        LOG.debug("Cannot ask what became of the commit: {}", e.getMessage());
      }
    }
    throw CaravanException.of(
            ErrorCode.E300,
            "The connection was lost while a page was stored, and the database does not say how it ended")
        .where(stream)
        .why(failure.getMessage())
        .fix(
            "Run again once the database is back; compare the rows of run "
                + run.runId()
                + " if "
                + stream
                + " has no key")
        .build();
  }

  /** Full jitter: between the base and a bound that doubles with each try. */
  private void rest(int attempt, SQLException reason) {
    Duration base = options.retryBase();
    long bound = base.toMillis() * Math.min(LONGEST_WAIT, 1L << attempt);
    long wait = ThreadLocalRandom.current().nextLong(base.toMillis(), bound + 1);
    LOG.warn("Trying to store the page again in {} ms: {}", wait, reason.getMessage());
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CaravanException.of(ErrorCode.E703, "Stopped while waiting to store a page again")
          .where(stream)
          .fix("./caravan run " + stream)
          .build();
    }
  }
}
