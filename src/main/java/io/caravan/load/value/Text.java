package io.caravan.load.value;

/**
 * Text that every database takes. PostgreSQL refuses U+0000 (22021), and its driver turns half of a
 * surrogate pair into a question mark without saying so; both become U+FFFD here.
 */
public final class Text {

  public static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** The text with what no database takes replaced; the same object when there is nothing. */
  public static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBad(text, i)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder clean = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (isBad(text, i)) {
        clean.setCharAt(i, REPLACEMENT);
      }
    }
    return clean.toString();
  }

  private static boolean isBad(String text, int i) {
    char c = text.charAt(i);
    if (c == 0) {
      return true;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
