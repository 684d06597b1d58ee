package io.caravan.load.dialect.plain;

import io.caravan.load.dialect.Batch;
import io.caravan.load.dialect.BatchBuilder;
import io.caravan.load.dialect.RowWriter;
import io.caravan.load.dialect.Stamp;
import io.caravan.load.dialect.Stored;
import io.caravan.load.value.Moments;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Gathers the rows of a page, the last one of each key, and has them stored. */
final class PlainWriter implements RowWriter {

  private final RowStore store;
  private final Supplier<RowValues> values;
  private final int[] keyPlaces;

  /**
   * @param keyPlaces where the values of the key stand in a row
   */
  PlainWriter(RowStore store, Supplier<RowValues> values, int[] keyPlaces) {
    this.store = store;
    this.values = values;
    this.keyPlaces = keyPlaces;
  }

  /** What was stored last is forgotten by itself. */
  @Override
  public void clear(Connection transaction) {}

  @Override
  public BatchBuilder appending(Stamp stamp) {
    RowValues reading = values.get();
    List<Object[]> rows = new ArrayList<>();
    String loadedAt = Moments.utc(stamp.loadedAt());
    return new Gathering(
        row -> rows.add(stamped(reading.of(row, 2), loadedAt, stamp.runId())),
        transaction -> {
          store.append(transaction, rows);
          return new Stored(rows.size(), 0, 0, 0, reading.replaced());
        });
  }

  @Override
  public BatchBuilder upserting(Stamp stamp) {
    RowValues reading = values.get();
    Map<Object, Object[]> latest = new LinkedHashMap<>();
    int[] taken = new int[1];
    String loadedAt = Moments.utc(stamp.loadedAt());
    return new Gathering(
        row -> {
          Object[] all = stamped(reading.of(row, 2), loadedAt, stamp.runId());
          latest.put(key(all), all);
          taken[0]++;
        },
        transaction -> {
          RowStore.Change change = store.upsert(transaction, List.copyOf(latest.values()));
          long same = latest.size() - change.added() - change.changed();
          int repeated = taken[0] - latest.size();
          return new Stored(change.added(), change.changed(), same, repeated, reading.replaced());
        });
  }

  private static Object[] stamped(Object[] row, String loadedAt, String runId) {
    row[row.length - 2] = loadedAt;
    row[row.length - 1] = runId;
    return row;
  }

  /** Two keys are equal here exactly when a binary comparison in the database says so. */
  private Object key(Object[] row) {
    if (keyPlaces.length == 1) {
      return comparable(row[keyPlaces[0]]);
    }
    return Arrays.stream(keyPlaces).mapToObj(place -> comparable(row[place])).toList();
  }

  private static Object comparable(Object value) {
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }

  @Override
  public void deleteOthers(Connection transaction, RowWriter parents) throws SQLException {
    store.deleteOthers(transaction, ((PlainWriter) parents).store);
  }

  /** Hands rows over until a batch is made of them. */
  private record Gathering(Consumer<Object[]> taker, Batch batch) implements BatchBuilder {
    @Override
    public void add(Object[] row) {
      taker.accept(row);
    }

    @Override
    public Batch build() {
      return batch;
    }
  }
}
