package io.caravan.http.rest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Pieces of time that an interface wants to be told as days and minutes of a place, and how many
 * records of a piece it shows. The setters are parameters of the kamelet.
 */
public final class WindowRules {

  private boolean local;
  private Clock clock = Clock.systemUTC();
  private ZoneId zone = ZoneId.of("UTC");
  private boolean wholeDays;
  private String countPath = "";
  private String countAt = "";
  private long most = Long.MAX_VALUE;

  /** Whether pieces are told as days and minutes. */
  boolean local() {
    return local;
  }

  ZoneId zone() {
    return zone;
  }

  /** Where a read ends that nobody has given an end: now, or when today began. */
  Instant end() {
    Instant now = clock.instant();
    return wholeDays ? now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant() : now;
  }

  /** A moment, or one so long before today: {@code -P30D}. */
  String start(String text) {
    return text.startsWith("-P")
        ? LocalDate.ofInstant(clock.instant(), zone)
            .minus(Period.parse(text.substring(1)))
            .atStartOfDay(zone)
            .toInstant()
            .toString()
        : text;
  }

  /** Where the interface tells how many records a piece has; empty when it does not. */
  String countPath() {
    return countPath;
  }

  /** Where in that answer the number stands. */
  String countAt() {
    return countAt;
  }

  /** How many records of one piece are shown at most. */
  long most() {
    return most;
  }

  /** The placeholders of a piece; a moment within a minute belongs to all of it. */
  Values told(Values values, Windows.Window window) {
    ZonedDateTime from = window.from().atZone(zone);
    ZonedDateTime to = window.to().plusSeconds(59).atZone(zone);
    return values
        .withVariable("fromDay", from.toLocalDate().toString())
        .withVariable("fromTime", minute(from))
        .withVariable("toDay", to.toLocalDate().toString())
        .withVariable("toTime", minute(to));
  }

  private static String minute(ZonedDateTime time) {
    return "%02d:%02d".formatted(time.getHour(), time.getMinute());
  }

  /** By which today is told. */
  void setClock(Clock clock) {
    this.clock = clock;
  }

  public void setLocal(boolean local) {
    this.local = local;
  }

  public void setZone(String zone) {
    this.zone = ZoneId.of(zone);
  }

  public void setWholeDays(boolean wholeDays) {
    this.wholeDays = wholeDays;
  }

  public void setCountPath(String countPath) {
    this.countPath = countPath;
  }

  public void setCountAt(String countAt) {
    this.countAt = countAt;
  }

  /** 0 for no limit. */
  public void setMost(long most) {
    this.most = most == 0 ? Long.MAX_VALUE : most;
  }
}
