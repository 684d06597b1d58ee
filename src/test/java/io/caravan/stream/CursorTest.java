package io.caravan.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T09:14:00Z, 2026-11-21T09:09:00Z",
    "2026-11-21T09:14:00.250Z, 2026-11-21T09:09:00.250Z",
    "2026-11-21T09:14:00+02:00, 2026-11-21T09:09:00+02:00",
    "2026-11-21T09:14:00, 2026-11-21T09:09:00",
    "2026-11-21 09:14:00, 2026-11-21 09:09:00",
    "2026-11-21, 2026-11-20",
    "1763716440000, 1763716140000",
    "42, 42",
    "20261121091400, 20261121091400",
    "page-7, page-7",
    "2026-13-45, 2026-13-45"
  })
  void anOverlapOfFiveMinutesKeepsTheForm(String cursor, String earlier) {
    assertThat(Cursor.of(cursor).minus(Duration.ofMinutes(5))).hasToString(earlier);
  }

  @Test
  void withoutAnOverlapADateStays() {
    assertThat(Cursor.of("2026-11-21").minus(Duration.ZERO)).hasToString("2026-11-21");
  }

  @ParameterizedTest
  @CsvSource({
    "9, 10",
    "9.5, 10",
    "999999999999, 2026-01-01T00:00:00Z",
    "2026-01-01T00:30:00+02:00, 2025-12-31T23:00:00Z",
    "2026-01-01, 2026-01-01T00:00:01Z",
    "a, b"
  })
  void theEarlierOneComesFirst(String lower, String higher) {
    assertThat(Cursor.of(lower)).isLessThan(Cursor.of(higher));
    assertThat(Cursor.of(higher)).isGreaterThan(Cursor.of(lower));
  }
}
