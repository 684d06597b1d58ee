package io.caravan.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartFailureTest {

  @Test
  void givesAReasonOnceThatTheOuterFailureRepeats() {
    Exception inner = new IllegalArgumentException("no such bean");
    Exception outer = new IllegalStateException("Route shop failed because: no such bean", inner);

    assertThat(StartFailure.explain(outer).why())
        .isEqualTo("Route shop failed because: no such bean");
  }

  @Test
  void givesAReasonOnceWhenThereIsNoOtherFailureAround() {
    assertThat(StartFailure.explain(new IllegalStateException("no such bean")).why())
        .isEqualTo("no such bean");
  }

  @Test
  void joinsAReasonThatTheOuterFailureKeepsToItself() {
    Exception outer = new IllegalStateException("cannot start", new Exception("no such bean"));

    assertThat(StartFailure.explain(outer).why()).isEqualTo("cannot start: no such bean");
  }
}
