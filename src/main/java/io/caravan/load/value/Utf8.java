package io.caravan.load.value;

import java.util.Arrays;

/**
 * UTF-8 bytes that grow, without an object per value. Counts the characters it had to replace:
 * U+0000 and halves of surrogate pairs.
 */
public final class Utf8 {

  private static final int FIRST_SIZE = 1 << 10;

  private byte[] bytes;
  private int size;
  private long replaced;

  public Utf8() {
    this(0);
  }

  /**
   * @param expected how many bytes there will be, if that is known
   */
  public Utf8(int expected) {
    bytes = new byte[Math.max(FIRST_SIZE, expected)];
  }

  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Characters replaced so far. */
  public long replaced() {
    return replaced;
  }

  /** Counts a value that was changed elsewhere for the same kind of reason. */
  void countReplaced() {
    replaced++;
  }

  public void put(char ascii) {
    if (size == bytes.length) {
      grow(1);
    }
    bytes[size++] = (byte) ascii;
  }

  /** Text known to be plain ASCII without anything to escape. */
  public void ascii(String text) {
    int length = text.length();
    if (bytes.length - size < length) {
      grow(length);
    }
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /**
   * As many characters of a text as are there before the first that COPY or JSON would escape or
   * that is not ASCII.
   */
  public int plain(String text, int from) {
    int length = text.length();
    if (bytes.length - size < length - from) {
      grow(length - from);
    }
    byte[] into = bytes;
    int at = size;
    int i = from;
    for (; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7F || c == '\\' || c == '"') {
        break;
      }
      into[at++] = (byte) c;
    }
    size = at;
    return i;
  }

  /** The character at {@code i}, which is not ASCII. Returns how many chars it took. */
  int character(CharSequence text, int i) {
    if (bytes.length - size < 4) {
      grow(4);
    }
    char c = text.charAt(i);
    if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | c >> 6);
      bytes[size++] = (byte) (0x80 | c & 0x3F);
      return 1;
    }
    if (!Character.isSurrogate(c)) {
      three(c);
      return 1;
    }
    if (Character.isHighSurrogate(c)
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1))) {
      int point = Character.toCodePoint(c, text.charAt(i + 1));
      bytes[size++] = (byte) (0xF0 | point >> 18);
      bytes[size++] = (byte) (0x80 | point >> 12 & 0x3F);
      bytes[size++] = (byte) (0x80 | point >> 6 & 0x3F);
      bytes[size++] = (byte) (0x80 | point & 0x3F);
      return 2;
    }
    replacement();
    return 1;
  }

  /** U+FFFD in the place of something that cannot be stored. */
  void replacement() {
    if (bytes.length - size < 4) {
      grow(4);
    }
    three(Text.REPLACEMENT);
    replaced++;
  }

  private void three(char c) {
    bytes[size++] = (byte) (0xE0 | c >> 12);
    bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
    bytes[size++] = (byte) (0x80 | c & 0x3F);
  }

  private void grow(int needed) {
    bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + needed));
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, java.nio.charset.StandardCharsets.UTF_8);
  }
}
