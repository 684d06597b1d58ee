package io.caravan.load;

import io.caravan.load.dialect.Keys;
import io.caravan.load.value.ColumnType;
import io.caravan.load.value.CopyText;
import io.caravan.load.value.Records;
import io.caravan.load.value.Utf8;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of the records that a run has met, as lines of COPY in a file: a stream may have more of
 * them than the heap holds. The file has no name from the beginning on, so nothing is left of it
 * when the process dies.
 */
final class SeenKeys implements Keys, AutoCloseable {

  private static final int CHUNK = 1 << 16;

  private final List<String> key;
  private final FileChannel file;
  private Utf8 lines = new Utf8();
  private CopyText values = new CopyText(lines);
  private long count;

  /**
   * @param folder where the file is for as long as this is open
   * @param key the fields that tell records apart
   */
  SeenKeys(Path folder, List<String> key) {
    this.key = key;
    try {
      Files.createDirectories(folder);
      file =
          FileChannel.open(
              Files.createTempFile(folder, "keys-", ""),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep keys in " + folder, e);
    }
  }

  List<String> key() {
    return key;
  }

  long count() {
    return count;
  }

  /** Takes the key of a record. One without a key cannot be in the table. */
  void add(Object record) {
    Object[] parts = key.stream().map(field -> Records.value(record, field)).toArray();
    for (Object part : parts) {
      if (part == null) {
        return;
      }
    }
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        lines.put('\t');
      }
      values.value(parts[i], ColumnType.TEXT);
    }
    lines.put('\n');
    count++;
    if (lines.size() >= CHUNK) {
      flush();
    }
  }

  private void flush() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(lines.bytes(), 0, lines.size());
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      lines = new Utf8(CHUNK + CHUNK / 4);
      values = new CopyText(lines);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep keys", e);
    }
  }

  @Override
  public void forEach(Taker taker) throws SQLException, IOException {
    flush();
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(file.position(0)), StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      taker.take(Stream.of(line.split("\t", -1)).map(SeenKeys::unescaped).toArray(String[]::new));
    }
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        c = text.charAt(++i);
        c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
      }
      plain.append(c);
    }
    return plain.toString();
  }

  @Override
  public void copyTo(OutputStream out) throws IOException {
    flush();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = 0; at < file.size(); ) {
      chunk.clear();
      int read = file.read(chunk, at);
      out.write(chunk.array(), 0, read);
      at += read;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
