package io.caravan.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.Records;
import io.caravan.run.Step;
import io.caravan.stream.JsonRecord;
import io.caravan.stream.ReadPlan;
import io.caravan.stream.Reject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds rows that are gone from the source: those whose record says so, and, when the stream was
 * read from its beginning to its end, those that were not met.
 *
 * <p>Rows that come back need nothing of this: a record without {@code _deleted_at} empties it.
 */
final class Deletions implements AutoCloseable {

  /** A record was deleted, and its source does not say when. */
  private static final String UNKNOWN_TIME = "1970-01-01T00:00:00Z";

  private final DeleteRules rules;
  private final LoadOptions options;
  private final Path folder;
  private final boolean compares;
  private boolean unread;
  private final Map<String, SeenKeys> met = new LinkedHashMap<>();
  private final Map<String, SeenKeys> flagged = new LinkedHashMap<>();

  /**
   * @param compares whether what is not met is gone
   */
  Deletions(DeleteRules rules, LoadOptions options, Path folder, boolean compares) {
    this.rules = rules;
    this.options = options;
    this.folder = folder;
    this.compares = compares;
  }

  /** Whether the end of the stream has something to do. */
  boolean hasAnEnd() {
    return holdsBookmark() || !rules.span().isEmpty();
  }

  /** Whether no bookmark may move before that: what it does would never be done again. */
  boolean holdsBookmark() {
    return compares || (rules.policy() == DeleteRules.Policy.HARD && rules.when().isSaid());
  }

  /** A page with its deleted records marked, or without them where rows are deleted. */
  Map<String, List<?>> prepared(Map<String, List<?>> page) {
    Map<String, List<?>> prepared = new LinkedHashMap<>();
    page.forEach(
        (name, records) -> {
          TableName table = TableName.parse(name, null);
          List<String> key = options.keyOf(table);
          prepared.put(name, key.isEmpty() ? records : prepared(name, key, records));
        });
    return prepared;
  }

  private List<?> prepared(String table, List<String> key, List<?> records) {
    boolean remembered = compares || (!rules.span().isEmpty() && table.equals(rules.main()));
    SeenKeys keys = remembered ? keys(met, table, key) : null;
    List<Object> prepared = rules.when().isSaid() ? new ArrayList<>(records.size()) : null;
    for (Object record : records) {
      boolean usable = !(record instanceof Reject);
      unread |= !usable;
      boolean gone = usable && prepared != null && rules.when().isTrueOf(record);
      boolean leaves = gone && rules.policy() == DeleteRules.Policy.HARD;
      if (leaves) {
        keys(flagged, table, key).add(record);
      } else if (usable && keys != null) {
        keys.add(record);
      }
      if (prepared != null && !leaves) {
        prepared.add(gone ? marked(record) : record);
      }
    }
    return prepared == null ? records : prepared;
  }

  private SeenKeys keys(Map<String, SeenKeys> all, String table, List<String> key) {
    return all.computeIfAbsent(table, name -> new SeenKeys(folder, key));
  }

  private Object marked(Object record) {
    Object said = Records.value(record, rules.at());
    // The time of this run would be another one in each run, and the row would always differ.
    Object when = said == null ? UNKNOWN_TIME : said;
    if (record instanceof ObjectNode node) {
      ObjectNode copy = node.objectNode();
      copy.setAll(node);
      return copy.putPOJO(Names.DELETED_AT, when);
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    Records.fields(record instanceof JsonRecord text ? text.map() : record, copy::put);
    copy.put(Names.DELETED_AT, when);
    return copy;
  }

  /**
   * Deletes or marks what is gone, inside the transaction of the caller.
   *
   * @param plan what was read; null when nobody planned it
   * @param allowed whether a person has said that many rows may go
   */
  void finish(Connection transaction, Dialect dialect, Step step, ReadPlan plan, boolean allowed)
      throws SQLException {
    boolean complete = plan != null && plan.isComplete();
    // Of a record that could not be read nobody knows the key: its row must not go for that.
    boolean withinSpan = !complete && plan != null && !unread;
    String within = withinSpan ? within(transaction, dialect, plan) : "";
    try {
      for (Map.Entry<String, SeenKeys> keys : flagged.entrySet()) {
        GoneRows rows = rows(transaction, dialect, keys.getKey(), keys.getValue(), "");
        if (rows != null) {
          count(step, rows.deleteThese());
        }
      }
      for (Map.Entry<String, SeenKeys> keys : met.entrySet()) {
        // A source that returns nothing is more often broken than empty.
        if ((complete || !within.isEmpty()) && keys.getValue().count() > 0) {
          GoneRows rows = rows(transaction, dialect, keys.getKey(), keys.getValue(), within);
          if (rows != null) {
            check(rows, keys.getKey(), step, allowed);
            if (keys.getKey().equals(rules.main())) {
              deleteChildren(transaction, dialect, rows, step);
            }
            boolean soft = rules.policy() == DeleteRules.Policy.SOFT;
            count(step, soft ? rows.mark(step.run().id()) : rows.deleteOthers());
          }
        }
      }
    } catch (IOException e) {
      throw new SQLException("The keys of the run cannot be sent", e);
    }
  }

  private void check(GoneRows rows, String table, Step step, boolean allowed) throws SQLException {
    long missing = rows.missing();
    if (missing > 0 && !allowed) {
      long present = rows.present();
      if (rules.refuses(missing, present)) {
        throw tooMany(table, missing, present, step);
      }
    }
  }

  /**
   * The condition that holds for the rows which the read of a span of time had to meet. Both ends
   * are left out: there a row may belong to the time beside it. Empty when nothing is known.
   */
  private String within(Connection transaction, Dialect dialect, ReadPlan plan)
      throws SQLException {
    TableName main = rules.span().isEmpty() ? null : TableName.parse(rules.main(), null);
    List<Column> column =
        main == null
            ? List.of()
            : KeyTable.columns(dialect.describe(transaction, main), List.of(rules.span()));
    return column.isEmpty()
        ? ""
        : plan.metAll()
            .map(
                span ->
                    "%1$s > %2$s and %1$s < %3$s"
                        .formatted(
                            dialect.quoted(main) + "." + dialect.quote(column.get(0).name()),
                            dialect.moment(span.from().toString()),
                            dialect.moment(span.to().toString())))
            .orElse("");
  }

  private void deleteChildren(Connection transaction, Dialect dialect, GoneRows rows, Step step)
      throws SQLException {
    List<Column> key =
        KeyTable.columns(
            dialect.describe(transaction, TableName.parse(rules.main(), null)),
            options.keyOf(TableName.parse(rules.main(), null)));
    if (rules.policy() != DeleteRules.Policy.HARD || key.size() != 1) {
      return;
    }
    for (Map.Entry<String, String> child : rules.children().entrySet()) {
      TableName table = TableName.parse(child.getKey(), null);
      List<Column> column =
          KeyTable.columns(dialect.describe(transaction, table), List.of(child.getValue()));
      if (!column.isEmpty()) {
        count(step, rows.deleteChildren(table, column.get(0), key.get(0)));
      }
    }
  }

  private static void count(Step step, long rows) {
    if (rows > 0) {
      step.count("deleted", rows);
    }
  }

  private CaravanException tooMany(String table, long missing, long present, Step step) {
    return CaravanException.of(
            ErrorCode.E602,
            "%,d of %,d rows of %s are no longer in the source".formatted(missing, present, table))
        .where("run " + step.run().id())
        .why(
            "at most "
                + rules.maxPercent()
                + " % may go in one run; none was deleted, and what was read is stored")
        .fix(
            "./caravan run " + step.name() + " --allow-deletes",
            "Raise load.max-delete-percent, or maxDeletePercent= of upsert:" + step.name())
        .build();
  }

  /** Null when the table, or a column of its key, is not there. */
  private GoneRows rows(
      Connection transaction, Dialect dialect, String name, SeenKeys keys, String within)
      throws SQLException, IOException {
    TableName table = TableName.parse(name, null);
    TableShape shape = dialect.describe(transaction, table);
    boolean soft = rules.policy() == DeleteRules.Policy.SOFT;
    List<Column> columns = KeyTable.columns(shape, keys.key());
    return columns.isEmpty() || (soft && shape.column(Names.DELETED_AT).isEmpty())
        ? null
        : new GoneRows(dialect, transaction, table, columns, keys, soft, within);
  }

  @Override
  public void close() {
    met.values().forEach(SeenKeys::close);
    flagged.values().forEach(SeenKeys::close);
  }
}
