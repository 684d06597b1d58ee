package io.caravan.file.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.zip.GZIPOutputStream;

/** A column: its values up to the end of the present group of rows. */
public final class ParquetColumn {

  private static final int DATA_PAGE = 0;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int GZIP = 2;

  private final String name;
  private final ParquetType type;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final BitSet present = new BitSet();
  private final BitSet truths = new BitSet();
  private final byte[] word = new byte[Long.BYTES];
  private int rows;
  private int filled;

  public ParquetColumn(String name, ParquetType type) {
    this.name = name;
    this.type = type;
  }

  String name() {
    return name;
  }

  ParquetType type() {
    return type;
  }

  /** About how many bytes wait for the end of the group. */
  int size() {
    return values.size() + rows / Byte.SIZE;
  }

  int rows() {
    return rows;
  }

  public void addNull() {
    rows++;
  }

  private void isPresent() {
    present.set(rows++);
    filled++;
  }

  public void add(boolean value) {
    truths.set(filled, value);
    isPresent();
  }

  public void add(int value) {
    isPresent();
    write(value, Integer.BYTES);
  }

  public void add(long value) {
    isPresent();
    write(value, Long.BYTES);
  }

  public void add(double value) {
    add(Double.doubleToLongBits(value));
  }

  /** A text in UTF-8. */
  public void add(byte[] value) {
    isPresent();
    write(value.length, Integer.BYTES);
    values.writeBytes(value);
  }

  /** The lowest byte first. */
  private void write(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      word[i] = (byte) (value >> Byte.SIZE * i);
    }
    values.write(word, 0, bytes);
  }

  /** A group of rows of one column as it stands in the file. */
  record Chunk(ParquetColumn column, int rows, long offset, long written, long plain) {

    void describe(Thrift footer) {
      footer
          .item()
          .i64(2, offset)
          .struct(3)
          .i32(1, column.type.physical())
          .i32s(2, PLAIN, RLE)
          .texts(3, column.name)
          .i32(4, GZIP)
          .i64(5, rows)
          .i64(6, plain)
          .i64(7, written)
          .i64(9, offset)
          .end()
          .end();
    }
  }

  /** Writes what waits as one page and begins anew. */
  Chunk flush(OutputStream out, long offset) throws IOException {
    byte[] page = page();
    byte[] packed = packed(page);
    byte[] header =
        new Thrift()
            .i32(1, DATA_PAGE)
            .i32(2, page.length)
            .i32(3, packed.length)
            .struct(5)
            .i32(1, rows)
            .i32(2, PLAIN)
            .i32(3, RLE)
            .i32(4, RLE)
            .end()
            .end()
            .bytes();
    out.write(header);
    out.write(packed);
    Chunk chunk =
        new Chunk(this, rows, offset, header.length + packed.length, header.length + page.length);
    values.reset();
    present.clear();
    truths.clear();
    rows = 0;
    filled = 0;
    return chunk;
  }

  /** First which rows have a value, as one bit each, then these values. */
  private byte[] page() {
    int groups = (rows + Byte.SIZE - 1) / Byte.SIZE;
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    int header = groups << 1 | 1;
    while ((header & ~0x7F) != 0) {
      levels.write(header & 0x7F | 0x80);
      header >>>= 7;
    }
    levels.write(header);
    levels.writeBytes(bits(present, groups));
    ByteArrayOutputStream page = new ByteArrayOutputStream(levels.size() + values.size() + 4);
    page.writeBytes(ParquetFile.length(levels.size()));
    page.writeBytes(levels.toByteArray());
    if (type == ParquetType.BOOLEAN) {
      page.writeBytes(bits(truths, (filled + Byte.SIZE - 1) / Byte.SIZE));
    } else {
      page.writeBytes(values.toByteArray());
    }
    return page.toByteArray();
  }

  private static byte[] bits(BitSet bits, int length) {
    byte[] bytes = new byte[length];
    byte[] set = bits.toByteArray();
    System.arraycopy(set, 0, bytes, 0, set.length);
    return bytes;
  }

  private static byte[] packed(byte[] page) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(page.length / 2 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(page);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return packed.toByteArray();
  }
}
