package io.caravan.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Camel is told. */
class CamelPropertiesTest {

  @TempDir private Path data;

  private Stream<String> ofQuartz(Mode mode, String only) {
    Settings settings =
        Settings.load(
            Path.of("").toAbsolutePath(), Map.of("caravan.data-dir", data.toString()), Map.of());
    return CamelProperties.of(settings, mode, only).stringPropertyNames().stream()
        .filter(name -> name.startsWith("camel.component.quartz."));
  }

  @Test
  void whatRunsOneThingAloneMakesNoScheduler() {
    assertThat(ofQuartz(Mode.COMMAND, "hubspot")).isEmpty();
    assertThat(ofQuartz(Mode.SERVE, null)).isNotEmpty();
  }
}
