package io.caravan.csv;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file: UTF-8, or what its byte order mark says. Bytes that are not text fail with
 * their line instead of becoming question marks, and a record that never ends fails before it fills
 * the memory.
 */
final class CsvText extends Reader {

  /** In characters. A longer record is taken for a quote that was never closed. */
  static final int LONGEST_RECORD = 8 << 20;

  private final InputStream in;
  private final String name;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(16 << 10).flip();
  private CaravanException pending;
  private boolean ended;
  private boolean afterCarriageReturn;
  private long line = 1;
  private long sinceRecord;

  CsvText(InputStream in, String name) throws IOException {
    this.in = in.markSupported() ? in : new BufferedInputStream(in);
    this.name = name;
    this.decoder =
        charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private Charset charset() throws IOException {
    in.mark(3);
    byte[] start = in.readNBytes(3);
    in.reset();
    int first = start.length > 1 ? (start[0] & 0xff) << 8 | start[1] & 0xff : 0;
    if (first == 0xfeff || first == 0xfffe) {
      in.skipNBytes(2);
      return first == 0xfeff ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
    if (first == 0xefbb && start.length > 2 && (start[2] & 0xff) == 0xbf) {
      in.skipNBytes(3);
    }
    return StandardCharsets.UTF_8;
  }

  /** Says that the reader has finished a record. */
  void recordEnds() {
    sinceRecord = 0;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    if (pending != null) {
      throw pending;
    }
    CharBuffer chars = CharBuffer.wrap(into, offset, length).slice();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (result.isError()) {
        pending = notText("the bytes there are not " + decoder.charset().name());
        break;
      }
      if (chars.position() == 0 && ended) {
        return -1;
      }
      if (result.isUnderflow() && chars.position() == 0) {
        fill();
      }
    }
    inspect(into, offset, chars.position());
    if (chars.position() == 0) {
      throw pending;
    }
    return chars.position();
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(0, count)).flip();
  }

  private void inspect(char[] text, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      char c = text[i];
      if (c == '\r' || c == '\n' && !afterCarriageReturn) {
        line++;
      }
      afterCarriageReturn = c == '\r';
      if (c == 0) {
        throw notText("a zero byte stands there, which no text holds");
      }
    }
    sinceRecord += count;
    if (sinceRecord > LONGEST_RECORD) {
      throw notText(
          "the record before it is longer than "
              + LONGEST_RECORD
              + " characters: probably a quote that is never closed");
    }
    if (pending != null) {
      pending = notText(pending.why());
    }
  }

  private CaravanException notText(String why) {
    return CaravanException.of(ErrorCode.E314, "The file cannot be read as CSV")
        .where(name + " line " + line)
        .why(why)
        .fix("Save the file as UTF-8 text, or correct the path of the stream")
        .build();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
