package io.caravan.file;

import java.util.regex.Pattern;

/**
 * Text that a spreadsheet would take for a formula, and how it is made harmless: with an apostrophe
 * in front, as OWASP's page on CSV injection says. A sign with a number behind it is none: phone
 * numbers stay as they are.
 */
final class FormulaGuard {

  /** The last four look like the first four to some of these programs. */
  private static final String BEGINNINGS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private static final Pattern NUMBER = Pattern.compile("[+-]\\d+(?:[.,]\\d+)?");

  private FormulaGuard() {}

  static String harmless(String text) {
    boolean suspect = !text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0;
    return suspect && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }
}
