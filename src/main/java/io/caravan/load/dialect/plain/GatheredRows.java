package io.caravan.load.dialect.plain;

import io.caravan.load.dialect.Batch;
import io.caravan.load.dialect.BatchBuilder;
import java.util.function.Consumer;

/**
 * Rows that are gathered on the heap until their page goes to the database.
 *
 * @param taker takes the values of each row
 * @param batch stores what was taken
 */
public record GatheredRows(Consumer<Object[]> taker, Batch batch) implements BatchBuilder {

  @Override
  public void add(Object[] row) {
    taker.accept(row);
  }

  @Override
  public Batch build() {
    return batch;
  }
}
