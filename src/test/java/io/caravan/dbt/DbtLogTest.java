package io.caravan.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DbtLogTest {

  private final DbtLog log = new DbtLog("s3cret-s3cret");

  private void json(String level, String name, String message) {
    log.line(
        "{\"info\": {\"level\": \"%s\", \"name\": \"%s\", \"msg\": \"%s\", \"invocation_id\": \"i-1\"}}"
            .formatted(level, name, message));
  }

  @Test
  void keepsTheMessagesOfJsonLinesAndLinesThatAreNone() {
    json("info", "LogStartLine", "1 of 2 START model orders");
    json("info", "Formatting", "");
    log.line("Traceback (most recent call last):");
    log.line("{ not json");

    assertThat(log.last())
        .containsExactly(
            "1 of 2 START model orders", "Traceback (most recent call last):", "{ not json");
    assertThat(log.invocation()).isEqualTo("i-1");
  }

  @Test
  void theReasonIsTheLastErrorOrElseTheLastLine() {
    assertThat(log.reason()).isEqualTo("it wrote nothing");
    json("info", "X", "Concurrency: 4 threads");
    assertThat(log.reason()).isEqualTo("Concurrency: 4 threads");
    json("error", "X", "Compilation Error");
    json("info", "X", "Done.");
    assertThat(log.reason()).isEqualTo("Compilation Error");
  }

  @Test
  void thePasswordIsBlankedOut() {
    json("error", "X", "cannot log in with s3cret-s3cret");

    assertThat(log.reason()).isEqualTo("cannot log in with ***");
  }

  @Test
  void keepsTheLastLinesOnlyHoweverMuchIsWritten() {
    for (int i = 0; i < 100_000; i++) {
      log.line("line " + i);
    }

    assertThat(log.last()).hasSize(20).endsWith("line 99999");
  }

  @Test
  void noticesThatNothingWasSelected() {
    json("warn", "NothingToDo", "Nothing to do.");

    assertThat(log.nothingToDo()).isTrue();
  }
}
