package io.caravan.cli.output;

import java.io.PrintWriter;

/**
 * Where a command prints, and what that place can do.
 *
 * @param out for data
 * @param err for everything said about it
 * @param json whether data is printed as JSON
 * @param quiet whether only data and failures are wanted
 * @param colour whether words may be coloured; colour never carries a meaning alone
 * @param live whether lines on stderr may be rewritten
 * @param columns the width in characters; 0 when there is none
 * @param asks whether somebody is there to answer a question
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    boolean json,
    boolean quiet,
    boolean colour,
    boolean live,
    int columns,
    boolean asks) {

  private static final int GREEN = 32;
  private static final int RED = 31;
  private static final int YELLOW = 33;

  /** A word that says how something went, in the colour people expect. */
  public String mark(String word) {
    int code =
        switch (word.toLowerCase(java.util.Locale.ROOT)) {
          case "succeeded", "ok", "done" -> GREEN;
          case "failed", "fail" -> RED;
          case "partial", "interrupted", "warn" -> YELLOW;
          default -> 0;
        };
    return colour && code != 0 ? "\u001b[" + code + "m" + word + "\u001b[0m" : word;
  }

  /** Prints a line of data. */
  public void print(String line) {
    out.println(line);
  }

  /** Prints a line about the data, unless quiet is wanted. */
  public void say(String line) {
    if (!quiet) {
      err.println(line);
    }
  }

  /** Prints an object as JSON. */
  public void printJson(Object value) {
    out.println(Json.pretty(value));
  }
}
