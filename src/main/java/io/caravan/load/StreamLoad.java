package io.caravan.load;

import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.TableName;
import io.caravan.run.Step;
import io.caravan.stream.Catalogs;
import io.caravan.stream.ReadPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The loading of a stream by one step: its pages, and what can only be done when all of them are
 * there. Where there is something of that kind, the bookmark stays a page behind, and moves with
 * it.
 */
final class StreamLoad {

  private final UpsertEndpoint endpoint;
  private final Step step;
  private final Described said;
  private final boolean allowDeletes;
  private final DataSource database;
  private final DeclaredTables declared;
  private final LoadOptions options;
  private final Loader loader;
  private final LoadReport report;
  private final Deletions deletions;
  private final WholeLists whole;
  private final Refresh refresh;
  private final Set<String> filled = new LinkedHashSet<>();
  private final Optional<ForeignKeys> foreignKeys;
  private String held;

  private StreamLoad(UpsertEndpoint endpoint, Step step, Described said, boolean allowDeletes) {
    this.endpoint = endpoint;
    this.step = step;
    this.said = said;
    this.allowDeletes = allowDeletes;
    database = endpoint.database();
    declared = endpoint.declared();
    DeleteRules rules = endpoint.deleteRules();
    boolean refreshes = step.run().options().fullRefresh() && endpoint.isRefreshed();
    boolean planned = step.kept(ReadPlan.class).isPresent();
    boolean deletes =
        rules.policy() != DeleteRules.Policy.IGNORE && (planned || rules.when().isSaid());
    boolean soft = deletes && rules.policy() == DeleteRules.Policy.SOFT;
    LoadOptions told = allowed(endpoint.options(said));
    LoadOptions keyed = refreshes || said == Described.NOTHING ? told : keyed(told);
    options = soft ? keyed.withDeletedAt() : keyed;
    deletions =
        deletes
            ? new Deletions(
                rules,
                options,
                endpoint.settings().dataDir().resolve("work"),
                // What is not met does not even come into a table that is made anew.
                !refreshes && step.kept(ReadPlan.class).filter(ReadPlan::isComplete).isPresent())
            : null;
    refresh =
        refreshes
            ? new Refresh(
                database, endpoint.getStream(), options, step, endpoint.maxShrinkPercent())
            : null;
    whole = new WholeLists(options, endpoint.settings().dataDir().resolve("work"));
    LoadOptions loading = refresh == null ? options : refresh.options();
    loader = new Loader(database, endpoint.getStream(), loading);
    report = new LoadReport(step, endpoint.getStream(), loading);
    foreignKeys =
        wantsForeignKeys() && Product.of(database) != Product.SQLITE
            ? Optional.of(new ForeignKeys(database, step, options.lockWait(), declared))
            : Optional.empty();
  }

  private boolean wantsForeignKeys() {
    String system = Catalogs.system(endpoint.getStream());
    return endpoint.settings().getBoolean(system + ".foreign-keys", false);
  }

  /** A step may have several loadings, one after another; what it may reject holds for all. */
  private LoadOptions allowed(LoadOptions told) {
    long rejected = step.counted("rejected");
    return told.withRejects(told.maxRejects() - rejected, told.rejectCap() - rejected);
  }

  /** A source may name another key than it did, and the table follows. */
  private LoadOptions keyed(LoadOptions told) {
    return endpoint.takesKeyFromSource()
        ? told.withKey(
            new TableState(database, endpoint.getStream(), step.run().id(), told.lockWait())
                .key(told.key()))
        : told;
  }

  /**
   * @param said what the source says of its records
   * @param allowDeletes whether a person has said that many rows may go
   */
  static StreamLoad begin(
      UpsertEndpoint endpoint, Step step, Described said, boolean allowDeletes) {
    DataSource database = endpoint.database();
    if (Product.of(database) == Product.POSTGRESQL) {
      ShadowTables.clear(database);
    } else if (step.run().options().fullRefresh() && endpoint.isRefreshed()) {
      throw CaravanException.of(
              ErrorCode.E106, "--full-refresh makes tables anew in PostgreSQL only")
          .where(endpoint.getStream() + ", which goes to " + endpoint.destination())
          .fix(
              "Read everything again into the table that is there: ./caravan state reset "
                  + endpoint.getStream())
          .build();
    }
    return new StreamLoad(endpoint, step, said, allowDeletes);
  }

  /** Whether this is how records that are described like this are loaded. */
  boolean follows(Described now) {
    return refresh != null || said.equals(now);
  }

  /** Takes the next page; it may still be on its way when this returns. */
  void take(Map<String, List<?>> tables, String bookmark) {
    Map<String, List<?>> page = whole.takenFrom(declared.wantedOf(tables));
    filled.addAll(page.keySet());
    foreignKeys.ifPresent(keys -> keys.free(filled));
    if (deletions != null) {
      page = deletions.prepared(page);
    }
    if (refresh != null) {
      page = refresh.renamed(page);
    }
    LoadRequest request = new LoadRequest(page, movesNow(bookmark), step.run().id(), step.fence());
    for (LoadCounts counts : loader.take(request)) {
      report.add(counts);
    }
    if (bookmark != null && !holdsBookmark() && whole.areMany()) {
      deleteStrays();
    }
  }

  /** The lists up to here are whole: what is not in them goes, and the bookmark moves with that. */
  private void deleteStrays() {
    loader.finish().ifPresent(report::add);
    if (!step.isFailing()) {
      inTransaction(
          (connection, dialect) -> {
            countStrays(connection, dialect);
            dialect.moveBookmark(
                connection, endpoint.getStream(), held, step.fence(), step.run().id());
          });
      report.bookmark(held);
      held = null;
      whole.close();
    }
  }

  private void countStrays(Connection connection, Dialect dialect) throws SQLException {
    long strays = whole.finish(connection, dialect);
    if (strays > 0) {
      step.count("deleted", strays);
    }
  }

  private String movesNow(String bookmark) {
    if (!holdsBookmark() && !whole.any()) {
      // What was held is behind this one.
      held = bookmark == null ? held : null;
      return bookmark;
    }
    String before = refresh == null && holdsBookmark() ? held : null;
    held = bookmark == null ? held : bookmark;
    return before;
  }

  private boolean holdsBookmark() {
    return refresh != null || (deletions != null && deletions.holdsBookmark());
  }

  private boolean hasAnEnd() {
    return whole.any() || (deletions != null && deletions.hasAnEnd());
  }

  /** Waits for the last page, and does what all pages are needed for. */
  void finish() {
    try (deletions;
        whole) {
      loader.finish().ifPresent(report::add);
      if (refresh != null) {
        report.addDdl(refresh.finish(held, allowDeletes));
        noteHeld();
      } else if (hasAnEnd() && !step.isFailing()) {
        end();
        noteHeld();
      }
      if (!step.isFailing()) {
        makeIndexes();
      }
    } catch (RuntimeException e) {
      if (refresh != null) {
        refresh.giveUp();
      }
      throw e;
    }
  }

  private void makeIndexes() {
    Indexes indexes = new Indexes(database, step, options.lockWait());
    declared
        .indexes()
        .forEach(
            (table, fields) -> {
              if (filled.contains(table)) {
                indexes.make(TableName.parse(table, null), fields);
              }
            });
    foreignKeys.ifPresent(ForeignKeys::make);
  }

  private void noteHeld() {
    if (held != null && !step.isFailing()) {
      report.bookmark(held);
    }
  }

  private void end() {
    inTransaction(
        (connection, dialect) -> {
          countStrays(connection, dialect);
          if (deletions != null) {
            // A source may have learned on the way that it does not meet everything.
            ReadPlan plan = step.kept(ReadPlan.class).orElse(null);
            deletions.finish(connection, dialect, step, plan, allowDeletes);
          }
          dialect.moveBookmark(
              connection, endpoint.getStream(), held, step.fence(), step.run().id());
        });
  }

  /** What is done to the tables beside storing pages. */
  private interface Work {
    void run(Connection connection, Dialect dialect) throws SQLException;
  }

  private void inTransaction(Work work) {
    Dialect dialect = Dialects.of(database);
    try (Connection connection = database.getConnection()) {
      try {
        connection.setAutoCommit(false);
        dialect.limitWaits(connection, options.lockWait());
        work.run(connection, dialect);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw dialect.explain(null, TableName.parse(endpoint.getStream(), null), e);
    }
  }
}
