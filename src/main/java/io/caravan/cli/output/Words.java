package io.caravan.cli.output;

import io.caravan.app.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Numbers, durations and times as people read them. */
public final class Words {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Words() {}

  /** 12,044. */
  public static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** 0:47, or 1:02:03 from an hour on. */
  public static String duration(Duration d) {
    long hours = d.toHours();
    return hours > 0
        ? "%d:%02d:%02d".formatted(hours, d.toMinutesPart(), d.toSecondsPart())
        : "%d:%02d".formatted(d.toMinutes(), d.toSecondsPart());
  }

  /** Seconds with one digit, for what is over in a moment: 0.9 s. */
  public static String seconds(Duration d) {
    return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1000.0);
  }

  /** Date and time in the zone of this machine. */
  public static String time(Instant instant) {
    return TIME.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** Time of day in the zone of this machine. */
  public static String clock(Instant instant) {
    return CLOCK.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** What runs in rounds, and how often. */
  public static String rounds(Rounds rounds) {
    return String.join(", ", rounds.pipelines())
        + ", dbt; again "
        + rounds.pause().toSeconds()
        + " s after its end";
  }

  /** One thing, many things. */
  public static String count(long n, String one, String many) {
    return number(n) + " " + (n == 1 ? one : many);
  }

  /** The known word that looks most like the given one; null when there are none. */
  public static String nearest(String word, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance.apply(candidate, word)))
        .orElse(null);
  }
}
