package io.caravan.singer;

import io.caravan.stream.JsonExtent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a JSON object as the bytes of their values. A record within a message stays text
 * until it becomes a row; taking it apart twice would be half of the work of a load.
 */
final class Envelope {

  /** Told of each field. */
  @FunctionalInterface
  interface Field {
    /**
     * @param name as it stands in the text, escapes included
     * @param from where its value begins
     * @param to the first byte after it
     */
    void found(String name, int from, int to) throws IOException;
  }

  private final byte[] text;
  private final int end;
  private int at;

  private Envelope(byte[] text, int from, int to) {
    this.text = text;
    this.at = from;
    this.end = to;
  }

  /**
   * Calls back for each field, in their order.
   *
   * @throws IOException when the text is not one object
   */
  static void read(byte[] text, int from, int to, Field field) throws IOException {
    new Envelope(text, from, to).read(field);
  }

  private void read(Field field) throws IOException {
    skipSpace();
    require('{', "it is not a JSON object");
    skipSpace();
    boolean more = !take('}');
    while (more) {
      readField(field);
      skipSpace();
      more = take(',');
      if (!more) {
        require('}', "there is neither a comma nor an end after a value");
      }
    }
    skipSpace();
    if (at < end) {
      throw new IOException("there is more after the JSON object");
    }
  }

  private void readField(Field field) throws IOException {
    skipSpace();
    int begin = at;
    if (begin == end || text[begin] != '"') {
      throw new IOException("the name of a field is missing");
    }
    at = JsonExtent.end(text, begin, end);
    String name = new String(text, begin + 1, at - begin - 2, StandardCharsets.UTF_8);
    skipSpace();
    require(':', "there is no colon after a name");
    skipSpace();
    int from = at;
    at = JsonExtent.end(text, from, end);
    if (at == from) {
      throw new IOException("a value is missing");
    }
    field.found(name, from, at);
  }

  private void skipSpace() {
    while (at < end
        && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')) {
      at++;
    }
  }

  private boolean take(char wanted) {
    boolean there = at < end && text[at] == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void require(char wanted, String otherwise) throws IOException {
    if (!take(wanted)) {
      throw new IOException(otherwise);
    }
  }
}
