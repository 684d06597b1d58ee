package io.caravan.singer;

import io.caravan.stream.JsonRecord;

/**
 * Keeps the text of records after the line that they came in is gone, many in one array. An array
 * lives as long as one of its records.
 */
final class RecordStore {

  private static final int SIZE = 1 << 18;

  private byte[] block = new byte[0];
  private int filled;

  /** A copy of a part of a text. */
  JsonRecord keep(byte[] text, int from, int to) {
    int length = to - from;
    if (length > block.length - filled) {
      block = new byte[Math.max(SIZE, length)];
      filled = 0;
    }
    System.arraycopy(text, from, block, filled, length);
    filled += length;
    return new JsonRecord(block, filled - length, filled);
  }
}
