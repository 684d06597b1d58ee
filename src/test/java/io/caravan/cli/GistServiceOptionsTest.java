package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The flag of the service that exported gists before Caravan. */
class GistServiceOptionsTest {

  private static void typed(String pipeline, String... arguments) {
    CommandLine.populateCommand(new GistServiceOptions(), arguments).check(pipeline);
  }

  @Test
  void theOldFlagIsTakenInBothSpellingsWhereItBelongs() {
    for (String flag : List.of("--fetch-new-gists", "--fetch_new_gists")) {
      assertThatCode(() -> typed("export-gists", flag)).doesNotThrowAnyException();
      assertThatThrownBy(() -> typed("wrike", flag))
          .isInstanceOf(CaravanException.class)
          .hasMessageContaining("--fetch-new-gists");
    }
    assertThatCode(() -> typed("wrike")).doesNotThrowAnyException();
  }
}
