package io.caravan.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import org.junit.jupiter.api.Test;

class DbtCommandTest {

  @Test
  void everyOptionBecomesOneArgumentAsItIs() {
    DbtCommand command =
        new DbtCommand(
            "build",
            "marts stg_jaffle__orders+",
            "tag:slow; rm -rf /",
            true,
            "{a: 'b c'}",
            "warehouse");

    assertThat(command.arguments())
        .containsExactly(
            "build",
            "--select",
            "marts stg_jaffle__orders+",
            "--exclude",
            "tag:slow; rm -rf /",
            "--vars",
            "{a: 'b c'}",
            "--target",
            "warehouse",
            "--full-refresh");
  }

  @Test
  void theVerbAloneIsEnough() {
    assertThat(DbtCommand.of("deps")).hasToString("dbt deps");
  }

  @Test
  void aMistypedVerbIsRefusedWithTheOnesThereAre() {
    assertThatThrownBy(() -> DbtCommand.of("biuld"))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("E106 dbt has no command 'biuld' here")
        .hasMessageContaining("build, run, test");
  }

  @Test
  void optionsThatTheVerbDoesNotKnowAreRefused() {
    assertThatThrownBy(() -> new DbtCommand("debug", "marts", null, false, null, null))
        .hasMessageContaining("dbt debug takes no select");
    assertThatThrownBy(() -> new DbtCommand("test", null, null, true, null, null))
        .hasMessageContaining("dbt test takes no fullRefresh");
  }

  @Test
  void aValueCannotPassForAnOption() {
    assertThatThrownBy(() -> new DbtCommand("run", "--profiles-dir", null, false, null, null))
        .hasMessageContaining("no leading hyphen");
  }
}
