package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.run.RunOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The options of the export tool before Caravan, as they are typed after `run enderturing`. */
class ExportToolOptionsTest {

  private static final String ZONE = "Europe/Kyiv";

  private final Settings settings =
      Settings.load(Path.of("").toAbsolutePath(), Map.of("enderturing.time-zone", ZONE), Map.of());

  private RunOptions typed(RunOptions run, String... arguments) {
    return CommandLine.populateCommand(new ExportToolOptions(), arguments)
        .applied(List.of(run), settings, "enderturing")
        .get(0);
  }

  @Test
  void bothDaysAreReadAtThePlaceOfTheCompany() {
    RunOptions run = typed(RunOptions.NONE, "--start-dt", "2024-01-01", "--stop-dt", "2024-06-30");

    assertThat(run.fromText()).isEqualTo("2023-12-31T22:00:00Z");
    assertThat(run.toText()).isEqualTo("2024-06-30T21:00:00Z");
  }

  @Test
  void withoutALastDayItIsYesterday() {
    String before = today();
    String end = typed(RunOptions.NONE, "--start-dt", "2024-01-01").toText();

    // Midnight may have passed meanwhile.
    assertThat(end).isIn(before, today());
  }

  private static String today() {
    return LocalDate.now(ZoneId.of(ZONE)).atStartOfDay(ZoneId.of(ZONE)).toInstant().toString();
  }

  @Test
  void withoutAnyOfThemTheRunIsTheDailyOne() {
    assertThat(typed(RunOptions.NONE)).isEqualTo(RunOptions.NONE);
  }

  @Test
  void theLimitOfSessionsIsThatOfTestMode() {
    RunOptions test = typed(RunOptions.NONE.asTest(200), "--test-mode-limit-sessions", "50");

    assertThat(test.limit()).hasValue(50);
    assertThat(test.testMode()).isTrue();
    assertThat(typed(RunOptions.NONE, "--test-mode-limit-sessions", "50").limit()).isEmpty();
  }

  @Test
  void whatCannotBeIsRefusedWithTheNextCommand() {
    refused("it is no day", "--start-dt", "31.01.2024");
    refused(
        "the end is before the beginning", "--start-dt", "2024-02-01", "--stop-dt", "2024-01-01");
    refused("it needs --start-dt", "--stop-dt", "2024-01-01");
    refused("a number from 1 on", "--test-mode-limit-sessions", "0");
    assertThatThrownBy(
            () ->
                typed(
                    RunOptions.backfill("2024-01-01T00:00:00Z", null), "--start-dt", "2024-01-01"))
        .hasMessageContaining("it stands for --from");
  }

  @Test
  void anotherPipelineDoesNotKnowThem() {
    assertThatThrownBy(
            () ->
                CommandLine.populateCommand(new ExportToolOptions(), "--start-dt", "2024-01-01")
                    .applied(List.of(RunOptions.NONE), settings, "hubspot"))
        .isInstanceOfSatisfying(
            CaravanException.class,
            refusal -> {
              assertThat(refusal.why()).contains("only enderturing knows it");
              assertThat(refusal.fixes().get(0)).startsWith("./caravan run hubspot --from");
            });
  }

  private void refused(String why, String... arguments) {
    assertThatThrownBy(() -> typed(RunOptions.NONE, arguments))
        .isInstanceOfSatisfying(
            CaravanException.class,
            refusal -> {
              assertThat(refusal.why()).contains(why);
              assertThat(refusal.fixes().get(0)).startsWith("./caravan run enderturing");
            });
  }
}
