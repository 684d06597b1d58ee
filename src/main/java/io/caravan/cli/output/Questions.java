package io.caravan.cli.output;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.Locale;
import java.util.Set;

/** Asks before something is lost. */
public final class Questions {

  private static final Set<String> YES = Set.of("y", "yes");

  private Questions() {}

  /** Fails unless the answer is yes, or {@code --yes} was given. */
  public static void confirm(Terminal terminal, boolean yes, String question) {
    if (yes) {
      return;
    }
    if (!terminal.asks()) {
      throw CaravanException.of(ErrorCode.E813, "This needs a yes, and nobody is there to ask")
          .why(question)
          .fix("Say it again with --yes")
          .build();
    }
    String answer = System.console().readLine("%s [y/N] ", question);
    if (answer == null || !YES.contains(answer.strip().toLowerCase(Locale.ROOT))) {
      throw CaravanException.of(ErrorCode.E703, "Nothing was changed").why("no was said").build();
    }
  }
}
