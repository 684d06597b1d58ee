package io.caravan.run;

import java.util.Locale;

/** How a run or a step stands. */
public enum RunState {
  RUNNING,
  SUCCEEDED,
  /** The run went to its end although some steps failed. */
  PARTIAL,
  FAILED,
  /** Stopped on request, or its process died. What was finished is saved. */
  INTERRUPTED,
  /** Ended because a remote system takes no calls for now; its failure says when it does again. */
  WAITING;

  /** The word in tables and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
