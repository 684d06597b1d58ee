package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pieces of time that are told as days and minutes. */
class WindowsTest {

  private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");

  private static List<Windows.Window> ofDays(String from, String to, ZoneId zone) {
    return Windows.ofDays(Instant.parse(from), Instant.parse(to), Duration.ofDays(1), zone);
  }

  private static List<String> told(List<Windows.Window> windows, String zone) {
    WindowRules rules = new WindowRules();
    rules.setZone(zone);
    return windows.stream()
        .map(window -> rules.told(Values.NONE, window))
        .map(
            values ->
                values.find("variable.fromDay")
                    + ","
                    + values.find("variable.toDay")
                    + "||"
                    + values.find("variable.fromTime")
                    + ","
                    + values.find("variable.toTime"))
        .toList();
  }

  private static void touch(List<Windows.Window> windows, String from, String to) {
    assertThat(windows.get(0).from()).isEqualTo(Instant.parse(from));
    assertThat(windows.get(windows.size() - 1).to()).isEqualTo(Instant.parse(to));
    IntStream.range(1, windows.size())
        .forEach(i -> assertThat(windows.get(i).from()).isEqualTo(windows.get(i - 1).to()));
  }

  @Test
  void todayIsThatOfTheClockOfTheProcessAtThePlace() {
    WindowRules rules = new WindowRules();
    rules.setWholeDays(true);
    rules.setClock(Clock.fixed(Instant.parse("2024-05-03T21:30:00Z"), ZoneOffset.UTC));

    assertThat(rules.start("-P2D")).isEqualTo("2024-05-01T00:00:00Z");
    assertThat(rules.end()).isEqualTo("2024-05-03T00:00:00Z");
    rules.setZone("Europe/Kyiv");
    assertThat(rules.start("-P2D")).isEqualTo("2024-05-01T21:00:00Z");
    assertThat(rules.end()).isEqualTo("2024-05-03T21:00:00Z");
  }

  @Test
  void aDayIsOnePieceAndItsLastMinuteAnother() {
    List<Windows.Window> windows =
        ofDays("2024-05-01T00:00:00Z", "2024-05-03T00:00:00Z", ZoneId.of("UTC"));

    touch(windows, "2024-05-01T00:00:00Z", "2024-05-03T00:00:00Z");
    assertThat(told(windows, "UTC"))
        .containsExactly(
            "2024-05-01,2024-05-01||00:00,23:59",
            "2024-05-01,2024-05-02||23:59,00:00",
            "2024-05-02,2024-05-02||00:00,23:59",
            "2024-05-02,2024-05-03||23:59,00:00");
  }

  @Test
  void daysAreThoseOfThePlaceAlsoWhenClocksAreChanged() {
    List<Windows.Window> spring = ofDays("2024-03-30T22:00:00Z", "2024-03-31T21:00:00Z", KYIV);
    List<Windows.Window> autumn = ofDays("2024-10-26T21:00:00Z", "2024-10-27T22:00:00Z", KYIV);

    touch(spring, "2024-03-30T22:00:00Z", "2024-03-31T21:00:00Z");
    touch(autumn, "2024-10-26T21:00:00Z", "2024-10-27T22:00:00Z");
    assertThat(told(spring, "Europe/Kyiv"))
        .containsExactly(
            "2024-03-31,2024-03-31||00:00,23:59", "2024-03-31,2024-04-01||23:59,00:00");
    assertThat(told(autumn, "Europe/Kyiv"))
        .startsWith("2024-10-27,2024-10-27||00:00,23:00")
        .endsWith("2024-10-27,2024-10-28||23:59,00:00");
  }

  @Test
  void aMomentWithinAMinuteBelongsToAllOfIt() {
    assertThat(
            told(ofDays("2024-05-01T10:15:30Z", "2024-05-01T11:20:01Z", ZoneId.of("UTC")), "UTC"))
        .containsExactly("2024-05-01,2024-05-01||10:15,11:21");
  }

  @Test
  void aPieceIsCutAtAMinuteUntilItIsOne() {
    Windows.Window window =
        new Windows.Window(
            Instant.parse("2024-05-01T00:00:00Z"), Instant.parse("2024-05-01T00:03:00Z"));

    Windows.Window[] halves = Windows.halves(window, ZoneId.of("UTC"));
    assertThat(halves)
        .extracting(half -> half.to().toString())
        .containsExactly("2024-05-01T00:01:00Z", "2024-05-01T00:03:00Z");
    assertThat(Windows.halves(halves[0], ZoneId.of("UTC"))).isEmpty();
  }
}
