package io.caravan.stream;

import java.io.IOException;

/**
 * How far a value in the text of JSON reaches, found by its quotes and brackets only: whether it is
 * JSON inside shows when it is taken apart.
 */
public final class JsonExtent {

  private JsonExtent() {}

  /**
   * The first byte after a value.
   *
   * @param text UTF-8
   * @param begin where the value begins
   * @param to where the text ends
   * @throws IOException when the text ends before the value does
   */
  public static int end(byte[] text, int begin, int to) throws IOException {
    if (begin >= to) {
      throw new IOException("a value is missing");
    }
    return switch (text[begin]) {
      case '"' -> endOfString(text, begin, to) + 1;
      case '{', '[' -> endOfBrackets(text, begin, to);
      default -> endOfWord(text, begin, to);
    };
  }

  private static int endOfBrackets(byte[] text, int begin, int to) throws IOException {
    int depth = 0;
    for (int i = begin; i < to; i++) {
      switch (text[i]) {
        case '"' -> i = endOfString(text, i, to);
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (--depth == 0) {
            return i + 1;
          }
        }
        default -> {
          // Numbers, words and space between them.
        }
      }
    }
    throw new IOException("the object ends in the middle");
  }

  private static int endOfString(byte[] text, int begin, int to) throws IOException {
    for (int i = begin + 1; i < to; i++) {
      if (text[i] == '"') {
        return i;
      }
      if (text[i] == '\\') {
        i++;
      }
    }
    throw new IOException("a text ends in the middle");
  }

  private static int endOfWord(byte[] text, int begin, int to) {
    int i = begin;
    while (i < to && text[i] > ' ' && text[i] != ',' && text[i] != '}' && text[i] != ']') {
      i++;
    }
    return i;
  }
}
