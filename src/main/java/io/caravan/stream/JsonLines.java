package io.caravan.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of text, each a JSON object, in blocks of about the same size. Empty lines are skipped. */
public final class JsonLines {

  private final InputStream in;
  private final int blockSize;
  private final int longestLine;
  private byte[] rest = new byte[0];
  private boolean ended;

  /**
   * @param blockSize bytes of one block; it grows when a line needs more
   * @param longestLine bytes that a line may have at most
   */
  public JsonLines(InputStream in, int blockSize, int longestLine) {
    this.in = in;
    this.blockSize = blockSize;
    this.longestLine = longestLine;
  }

  /**
   * The lines of the next block, waiting for at least one; empty at the end. Whatever has arrived
   * is handed on at once, so that a slow source does not hold up what it has sent.
   *
   * @throws IOException when nothing can be read, or a line is too long
   */
  public List<JsonRecord> next() throws IOException {
    byte[] block = Arrays.copyOf(rest, Math.max(blockSize, rest.length * 2));
    int filled = rest.length;
    int searched = 0;
    int end = -1;
    while (end < 0 && !ended) {
      if (filled == block.length) {
        if (filled >= longestLine) {
          throw new IOException("a line is longer than " + longestLine + " bytes");
        }
        block = Arrays.copyOf(block, block.length * 2);
      }
      int read = in.read(block, filled, block.length - filled);
      if (read < 0) {
        ended = true;
      } else {
        filled += read;
        // More may be there already: a fuller block is a better page.
        if (filled < block.length && in.available() > 0) {
          continue;
        }
        end = lastLineEnd(block, searched, filled);
        searched = filled;
      }
    }
    end = ended ? filled : end + 1;
    rest = Arrays.copyOfRange(block, end, filled);
    List<JsonRecord> lines = lines(block, end);
    return lines.isEmpty() && !ended ? next() : lines;
  }

  private static int lastLineEnd(byte[] block, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (block[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static List<JsonRecord> lines(byte[] block, int to) {
    List<JsonRecord> lines = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i <= to; i++) {
      if (i == to || block[i] == '\n') {
        int end = i > begin && block[i - 1] == '\r' ? i - 1 : i;
        if (end > begin) {
          lines.add(new JsonRecord(block, begin, end));
        }
        begin = i + 1;
      }
    }
    return lines;
  }
}
