package io.caravan.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.caravan.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the settings make of rounds. */
class RoundsTest {

  private static Rounds rounds(String... keysAndValues) {
    return Rounds.of(settings(keysAndValues));
  }

  private static Settings settings(String... keysAndValues) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      all.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.load(Path.of("."), all, Map.of());
  }

  @Test
  void thereAreNoneUntilAPipelineIsEnabled() {
    assertThat(rounds().enabled()).isFalse();
    assertThat(rounds().placeholders(true)).containsEntry("caravan.rounds", "false");
    assertThat(rounds("wrike.enabled", "true").placeholders(true))
        .containsEntry("caravan.rounds", "true");
    assertThat(rounds("wrike.enabled", "true").placeholders(false))
        .containsEntry("caravan.rounds", "false");
  }

  @Test
  void theListIsTheOrderAndTheSwitchesLeaveSomeOut() {
    Rounds rounds = rounds("rounds.pipelines", "c, a ,b", "a.enabled", "true", "c.enabled", "yes");

    assertThat(rounds.pipelines()).containsExactly("c", "a");
    assertThat(rounds.select()).isEqualTo("source:c+ source:a+");
    assertThat(rounds("rounds.dbt-select", "tag:all").select()).isEqualTo("tag:all");
  }

  @Test
  void theOldNameOfTheIntervalSetsThePause() {
    Settings settings =
        Settings.load(Path.of("."), Map.of(), Map.of("PIPELINE_INTERVAL_SECONDS", "7"));

    assertThat(Rounds.of(settings).pause()).isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "soon", "1.5", "99999999999"})
  void whatIsNoNumberAboveZeroIsWarnedOfAndCountsAsFiveMinutes(String seconds) {
    Logger log = (Logger) LoggerFactory.getLogger(Rounds.class);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    log.addAppender(heard);

    Rounds rounds = rounds("pipeline.interval-seconds", seconds);
    assertThat(rounds.pause()).isEqualTo(Duration.ofSeconds(300));
    assertThat(rounds.placeholders(true)).containsEntry("caravan.round-pause", "300000");

    log.detachAppender(heard);
    assertThat(heard.list)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLevel()).isEqualTo(Level.WARN);
              assertThat(line.getFormattedMessage()).contains("'" + seconds + "'", "300 s");
            });
  }
}
