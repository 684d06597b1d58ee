package io.caravan.csv;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;

/** The rows of a query on their way into a file: a header in front, counted, stoppable. */
final class CountedRows implements Iterator<Object> {

  private final Iterator<?> rows;
  private final Runnable everyThousand;
  private final LongConsumer atTheEnd;
  private Object header;
  private long count;

  /**
   * @param header null for none
   * @param everyThousand called now and then; may fail
   * @param atTheEnd gets the number of rows
   */
  CountedRows(
      Collection<String> header, Iterator<?> rows, Runnable everyThousand, LongConsumer atTheEnd) {
    this.header = header == null ? null : List.copyOf(header);
    this.rows = rows;
    this.everyThousand = everyThousand;
    this.atTheEnd = atTheEnd;
  }

  @Override
  public boolean hasNext() {
    boolean more = header != null || rows.hasNext();
    if (!more && count >= 0) {
      atTheEnd.accept(count);
      count = -1;
    }
    return more;
  }

  @Override
  public Object next() {
    if (header != null) {
      Object first = header;
      header = null;
      return first;
    }
    if (count++ % 1_000 == 0) {
      everyThousand.run();
    }
    return rows.next();
  }
}
