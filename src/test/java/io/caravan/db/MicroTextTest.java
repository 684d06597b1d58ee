package io.caravan.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicroTextTest {

  private static final DateTimeFormatter OF_JAVA =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "2024-01-31T10:00:00.123456Z, 2024-01-31 10:00:00.123456",
    "2024-12-09T09:08:07Z, 2024-12-09 09:08:07.000000",
    "2024-01-31T10:00:00.123456999Z, 2024-01-31 10:00:00.123456",
    "0001-01-01T00:00:00Z, 0001-01-01 00:00:00.000000",
    "0000-01-01T00:00:00Z, 0000-01-01 00:00:00.000000",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31 23:59:59.999999",
    "+10000-01-01T00:00:00Z, +10000-01-01 00:00:00.000000",
    "-0001-01-01T00:00:00Z, -0001-01-01 00:00:00.000000"
  })
  void aMomentStandsInUtcWithSixDigitsWhateverItsYear(String moment, String text) {
    assertThat(MicroText.sql(Instant.parse(moment))).isEqualTo(text);
  }

  @Test
  void everyMomentIsWrittenAsAFormatterOfJavaWritesIt() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      Instant moment =
          Instant.ofEpochSecond(
              random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000));
      assertThat(MicroText.sql(moment)).isEqualTo(OF_JAVA.format(moment));
      assertThat(MicroText.iso(moment)).isEqualTo(OF_JAVA.format(moment).replace(' ', 'T') + "Z");
    }
  }
}
