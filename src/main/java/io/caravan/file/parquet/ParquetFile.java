package io.caravan.file.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of Parquet. It is whole only when it was closed: what tells a reader its way is at the
 * end.
 */
public final class ParquetFile implements Closeable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int OPTIONAL = 1;
  private static final int VERSION = 1;

  /** Columns of more bytes than this are written out. */
  private static final int GROUP_BYTES = 8 << 20;

  private static final int GROUP_ROWS = 100_000;

  private final OutputStream out;
  private final List<ParquetColumn> columns;
  private final List<List<ParquetColumn.Chunk>> groups = new ArrayList<>();
  private long offset;
  private long rows;
  private int waiting;

  /**
   * Begins a file.
   *
   * @param out closed with the file
   */
  public ParquetFile(OutputStream out, List<ParquetColumn> columns) throws IOException {
    this.out = out;
    this.columns = columns;
    write(MAGIC);
  }

  /** Every column has got its value. */
  public void endRow() throws IOException {
    rows++;
    waiting++;
    if (waiting >= GROUP_ROWS || size() > GROUP_BYTES) {
      flush();
    }
  }

  private long size() {
    long size = 0;
    for (ParquetColumn column : columns) {
      size += column.size();
    }
    return size;
  }

  private void flush() throws IOException {
    List<ParquetColumn.Chunk> group = new ArrayList<>();
    for (ParquetColumn column : columns) {
      ParquetColumn.Chunk chunk = column.flush(out, offset);
      offset += chunk.written();
      group.add(chunk);
    }
    groups.add(group);
    waiting = 0;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (waiting > 0) {
        flush();
      }
      byte[] footer = footer();
      write(footer);
      write(length(footer.length));
      write(MAGIC);
    }
  }

  /** A length as it stands in a file: the lowest byte first. */
  static byte[] length(int length) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    offset += bytes.length;
  }

  private byte[] footer() {
    Thrift footer = new Thrift().i32(1, VERSION).structs(2, columns.size() + 1);
    footer.item().text(4, "schema").i32(5, columns.size()).end();
    columns.forEach(column -> describe(column, footer));
    footer.i64(3, rows).structs(4, groups.size());
    for (List<ParquetColumn.Chunk> group : groups) {
      footer.item().structs(1, group.size());
      group.forEach(chunk -> chunk.describe(footer));
      footer.i64(2, group.stream().mapToLong(ParquetColumn.Chunk::plain).sum());
      footer.i64(3, group.get(0).rows()).end();
    }
    return footer.text(6, "Caravan").end().bytes();
  }

  private static void describe(ParquetColumn column, Thrift footer) {
    ParquetType type = column.type();
    footer.item().i32(1, type.physical()).i32(3, OPTIONAL).text(4, column.name());
    if (type.converted() >= 0) {
      footer.i32(6, type.converted()).struct(10).struct(type.logical());
      if (type == ParquetType.TIMESTAMP) {
        // In UTC; of the units the second one, microseconds.
        footer.truth(1).struct(2).struct(2).end().end();
      }
      footer.end().end();
    }
    footer.end();
  }
}
