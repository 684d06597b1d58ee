package io.caravan.file.parquet;

/**
 * The types of columns. The numbers are those of {@code Type}, {@code ConvertedType} and the union
 * {@code LogicalType} in parquet.thrift; older readers know the second, newer ones the third.
 */
public enum ParquetType {
  BOOLEAN(0, -1, -1),
  INT64(2, -1, -1),
  DOUBLE(5, -1, -1),
  /** Days since 1970. */
  DATE(1, 6, 6),
  /** Microseconds since 1970 in UTC. */
  TIMESTAMP(2, 10, 8),
  STRING(6, 0, 1),
  JSON(6, 19, 12);

  private final int physical;
  private final int converted;
  private final int logical;

  ParquetType(int physical, int converted, int logical) {
    this.physical = physical;
    this.converted = converted;
    this.logical = logical;
  }

  int physical() {
    return physical;
  }

  /** -1 where the physical type says it all. */
  int converted() {
    return converted;
  }

  /** -1 where the physical type says it all. */
  int logical() {
    return logical;
  }
}
