package io.caravan.sandbox.hubspot;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Visits of the web site by day and source: the same for a day whenever they are asked for. */
final class Traffic {

  private static final List<String> SOURCES =
      List.of("direct", "organic", "paid", "social", "referrals");

  private final LocalDate firstDay;
  private final Map<String, Long> corrections = new TreeMap<>();

  Traffic(LocalDate firstDay) {
    this.firstDay = firstDay;
  }

  /** The visits of a day are counted anew, as happens to the last days. */
  synchronized void correct(LocalDate day, String source, long visits) {
    corrections.put(day + " " + source, visits);
  }

  /** By day, as {@code 2026-01-31}; days without a site are not there. */
  synchronized Map<String, Object> report(LocalDate from, LocalDate to) {
    Map<String, Object> report = new LinkedHashMap<>();
    LocalDate first = from.isBefore(firstDay) ? firstDay : from;
    for (LocalDate day = first; !day.isAfter(to); day = day.plusDays(1)) {
      LocalDate of = day;
      report.put(day.toString(), SOURCES.stream().map(source -> row(of, source)).toList());
    }
    return report;
  }

  private Map<String, Object> row(LocalDate day, String source) {
    long usual = 40 + (day.toEpochDay() * 7 + source.length() * 13L) % 50;
    long visits = corrections.getOrDefault(day + " " + source, usual);
    long visitors = visits * 4 / 5;
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("breakdown", source);
    row.put("visits", visits);
    row.put("visitors", visitors);
    row.put("pageviewsMinusExits", visits * 2);
    row.put("returningVisits", visits - visitors);
    row.put("rawViews", visits * 3);
    row.put("standardViews", visits * 3);
    row.put("bounces", visits / 3);
    row.put("time", visits * 61);
    row.put("timePerSession", 61.5);
    row.put("pageviewsPerSession", 3.0);
    row.put("bounceRate", 0.33);
    row.put("newVisitorSessionRate", 0.8);
    return row;
  }
}
