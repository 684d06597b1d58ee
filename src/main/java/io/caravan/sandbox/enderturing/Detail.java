package io.caravan.sandbox.enderturing;

import java.util.List;
import java.util.Map;

/** The kinds of things that belong to one session and are asked for by its id. */
final class Detail {

  static final String SCORES = "scores";
  static final String SUMMARY = "summary";
  static final String COMMENTS = "comments";
  static final String TRANSCRIPTS = "transcripts";

  /** What the single session shows beside the fields of the list. */
  static final String INFO = "additional_info";

  static final List<String> ALL = List.of(SCORES, SUMMARY, COMMENTS, TRANSCRIPTS, INFO);

  private Detail() {}

  /** What is answered for a session that has nothing of the kind. */
  static Object nothing(String kind) {
    return switch (kind) {
      case SUMMARY, INFO -> Map.of();
      case TRANSCRIPTS -> Map.of("items", List.of());
      default -> List.of();
    };
  }
}
