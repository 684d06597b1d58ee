package io.caravan.file.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes structures in Thrift's compact protocol. Fields come in the order of their numbers. */
final class Thrift {

  private static final int TRUE = 1;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int SHORT_LIST = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  /** What has been written; the structure at the top has to be ended. */
  byte[] bytes() {
    return out.toByteArray();
  }

  private void field(int number, int type) {
    // Never more than 15 fields are left out in the structures of Parquet.
    out.write((number - last) << 4 | type);
    last = number;
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  Thrift i32(int number, int value) {
    field(number, I32);
    varint(zigzag(value));
    return this;
  }

  Thrift i64(int number, long value) {
    field(number, I64);
    varint(zigzag(value));
    return this;
  }

  Thrift truth(int number) {
    field(number, TRUE);
    return this;
  }

  Thrift text(int number, String value) {
    field(number, BINARY);
    binary(value);
    return this;
  }

  private void binary(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
  }

  /** Begins a structure as a field. */
  Thrift struct(int number) {
    field(number, STRUCT);
    return item();
  }

  /** Begins a structure as an item of a list. */
  Thrift item() {
    outer.push(last);
    last = 0;
    return this;
  }

  /** Ends the structure that was begun last, or the one at the top. */
  Thrift end() {
    out.write(0);
    last = outer.isEmpty() ? 0 : outer.pop();
    return this;
  }

  /** Begins a list of structures. */
  Thrift structs(int number, int size) {
    return list(number, size, STRUCT);
  }

  Thrift i32s(int number, int... values) {
    list(number, values.length, I32);
    for (int value : values) {
      varint(zigzag(value));
    }
    return this;
  }

  Thrift texts(int number, String... values) {
    list(number, values.length, BINARY);
    for (String value : values) {
      binary(value);
    }
    return this;
  }

  private Thrift list(int number, int size, int type) {
    field(number, LIST);
    if (size < SHORT_LIST) {
      out.write(size << 4 | type);
    } else {
      out.write(0xF0 | type);
      varint(size);
    }
    return this;
  }
}
