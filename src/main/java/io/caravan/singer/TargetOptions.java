package io.caravan.singer;

import java.time.Duration;

/**
 * How a target behaves.
 *
 * @param schema where its tables are
 * @param deletes what becomes of rows that are gone in the source
 * @param allowDeletes whether a table may lose more than half of its rows at once
 * @param pageRows how many records are stored at once at most
 * @param pageBytes how many bytes of input are stored at once, about
 * @param patience how long a record waits for others before it is stored
 */
public record TargetOptions(
    String schema,
    Deletes deletes,
    boolean allowDeletes,
    int pageRows,
    long pageBytes,
    Duration patience) {

  /** As they usually are. */
  public static TargetOptions into(String schema) {
    return new TargetOptions(schema, Deletes.SOFT, false, 10_000, 8L << 20, Duration.ofSeconds(10));
  }

  public TargetOptions withDeletes(Deletes wanted, boolean allowed) {
    return new TargetOptions(schema, wanted, allowed, pageRows, pageBytes, patience);
  }

  /** The bounds of what waits to be stored. */
  public TargetOptions withPages(int rows, long bytes, Duration wait) {
    return new TargetOptions(schema, deletes, allowDeletes, rows, bytes, wait);
  }
}
