package io.caravan.singer;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream of bytes, one at a time and without making text of them: most of the work
 * of reading Singer messages would be that.
 */
final class Lines {

  /** A longer line would be held several times over while it becomes a row. */
  static final int LONGEST = 32 * 1024 * 1024;

  private static final int FIRST_SIZE = 1 << 18;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream input;
  private byte[] bytes = new byte[FIRST_SIZE];
  private int filled;
  private int start;
  private int end = -1;
  private long number;

  Lines(InputStream input) {
    this.input = input;
  }

  /** Goes to the next line that is not blank. Returns false when there is none. */
  boolean next() throws IOException {
    while (advance()) {
      if (number == 1 && beginsWithMark()) {
        start += BYTE_ORDER_MARK.length;
      }
      if (!isBlank()) {
        return true;
      }
    }
    return false;
  }

  private boolean advance() throws IOException {
    int searched = end + 1;
    start = searched;
    while (true) {
      for (int i = searched; i < filled; i++) {
        if (bytes[i] == '\n') {
          end = i;
          number++;
          return true;
        }
      }
      searched = filled;
      int moved = start;
      if (!fill()) {
        end = filled;
        boolean rest = start < filled;
        number += rest ? 1 : 0;
        return rest;
      }
      searched -= moved - start;
    }
  }

  /** Reads more behind the line that has begun. */
  private boolean fill() throws IOException {
    if (filled == bytes.length) {
      if (start > 0) {
        System.arraycopy(bytes, start, bytes, 0, filled - start);
        filled -= start;
        start = 0;
      } else if (filled > LONGEST) {
        throw CaravanException.of(ErrorCode.E314, "A line is too long to be read")
            .where("line " + (number + 1))
            .why("it is longer than " + (LONGEST >> 20) + " MB")
            .fix("Leave the large field out of the selection of the tap")
            .build();
      } else {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
    }
    int read = input.read(bytes, filled, bytes.length - filled);
    filled += Math.max(0, read);
    return read >= 0;
  }

  private boolean beginsWithMark() {
    return length() >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            bytes,
            start,
            start + BYTE_ORDER_MARK.length,
            BYTE_ORDER_MARK,
            0,
            BYTE_ORDER_MARK.length);
  }

  private boolean isBlank() {
    for (int i = start; i < end; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** The array that holds the line; good until the next call of {@link #next}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the line begins in {@link #bytes}. */
  int start() {
    return start;
  }

  /** How many bytes the line has, without its end. */
  int length() {
    return end - start;
  }

  /** Counted from 1. */
  long number() {
    return number;
  }
}
