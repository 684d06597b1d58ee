package io.caravan.load.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts have the form of a day or a time. */
class TimeTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"2024-01-31", "0000-99-99", "12345-01-01", "123456-01-01"})
  void areDays(String text) {
    assertThat(TimeText.isDay(text, text.length())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "2024",
        "2024-",
        "2024-1-31",
        "2024-01-3",
        "2024-01-311",
        "202-01-31",
        "1234567-01-01",
        "2024/01/31",
        "2024-0a-31",
        "2024-01-3b",
        "2024-01_31",
        "٢٠٢٤-01-31"
      })
  void areNoDays(String text) {
    assertThat(TimeText.isDay(text, text.length())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00:00",
        "23:59",
        "10:00:60",
        "10:00:00.1",
        "10:00:00.123456789",
        "10:00Z",
        "10:00:00Z",
        "10:00:00.5Z",
        "10:00+02",
        "10:00:00-0930",
        "10:00:00+15:59",
        "10:00:00.25-00:00"
      })
  void areTimes(String text) {
    assertThat(TimeText.isTime("T" + text, 1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "10",
        "10:",
        "10:0",
        "24:00",
        "10:60",
        "10:00:",
        "10:00:61",
        "10:00:0",
        "10:00:00.",
        "10:00:00.1234567890",
        "10:00.5",
        "10:00z",
        "10:00Zx",
        "10:00+",
        "10:00+2",
        "10:00+16",
        "10:00+02:",
        "10:00+02:6",
        "10:00+02:60",
        "10:00+02:000",
        "10:00+02000",
        "10:00 Z",
        "1o:00"
      })
  void areNoTimes(String text) {
    assertThat(TimeText.isTime("T" + text, 1)).isFalse();
  }
}
