package io.caravan.http;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the settings of an account say about its limits: {@code <account>.rate} such as {@code
 * 100/10s}, {@code <account>.<bucket>-rate}, {@code <account>.concurrency}, and in {@code
 * <account>.rate-headers} how its answers tell what is left.
 */
final class RateRules {

  /** GitHub, Pipedrive and many others. */
  private static final String USUAL = "x-ratelimit-remaining/x-ratelimit-reset";

  private static final Pattern SPAN = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");
  private static final Pattern RATE = Pattern.compile("(\\d+)\\s*/\\s*(\\d+\\s*(?:ms|s|m|h|d))");

  /**
   * How an answer tells what is left.
   *
   * @param remaining the header with the number of calls left
   * @param reset the header that says when there are more; null when a length says it
   * @param length of the window; null when a header says it
   */
  record Window(String remaining, String reset, Duration length) {}

  private final Settings settings;
  private final String account;
  private volatile List<Window> windows;

  RateRules(Settings settings, String account) {
    this.settings = settings;
    this.account = account;
  }

  /** How many calls may be under way at the same time. */
  int concurrency() {
    int set = settings.getInt(account + ".concurrency", 0);
    return set > 0 ? set : Integer.MAX_VALUE;
  }

  /**
   * The pace we keep.
   *
   * @param bucket empty for that of all calls
   */
  Pace pace(String bucket, Clock clock) {
    String key = account + (bucket.isEmpty() ? ".rate" : "." + bucket + "-rate");
    String set = settings.get(key, "");
    if (set.isBlank()) {
      return new Pace(0, Duration.ZERO, clock);
    }
    Matcher rate = RATE.matcher(set.strip());
    if (!rate.matches()) {
      throw unusable(key, set, "it is calls per time, such as 100/10s");
    }
    return new Pace(Integer.parseInt(rate.group(1)), span(rate.group(2)), clock);
  }

  /**
   * For how long a refusal stands, where its body says that more than a short pause is needed:
   * {@code <account>.long-refusal} is a text in it and a time, such as {@code DAILY/1h}.
   */
  Optional<Duration> refusedFor(String body) {
    String key = account + ".long-refusal";
    String set = settings.get(key, "");
    if (set.isBlank()) {
      return Optional.empty();
    }
    int slash = set.lastIndexOf('/');
    if (slash < 1 || !SPAN.matcher(set.substring(slash + 1).strip()).matches()) {
      throw unusable(key, set, "it is a text and a time, such as DAILY/1h");
    }
    return body.contains(set.substring(0, slash).strip())
        ? Optional.of(span(set.substring(slash + 1)))
        : Optional.empty();
  }

  /** The windows that answers tell about. */
  List<Window> windows() {
    if (windows == null) {
      windows = readWindows();
    }
    return windows;
  }

  private List<Window> readWindows() {
    String key = account + ".rate-headers";
    List<Window> read = new ArrayList<>();
    for (String window : settings.get(key, USUAL).split(",")) {
      String[] parts = window.strip().split("\\s*/\\s*");
      if (parts.length != 2) {
        throw unusable(key, window, "it is a header and a time, such as X-MinLimit-Remaining/60s");
      }
      boolean length = SPAN.matcher(parts[1]).matches();
      read.add(new Window(parts[0], length ? null : parts[1], length ? span(parts[1]) : null));
    }
    return List.copyOf(read);
  }

  private static Duration span(String text) {
    Matcher span = SPAN.matcher(text.strip());
    if (!span.matches()) {
      throw new IllegalArgumentException(text);
    }
    long number = Long.parseLong(span.group(1));
    return switch (span.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static CaravanException unusable(String key, String value, String why) {
    return CaravanException.of(ErrorCode.E106, "The setting " + key + " cannot be used")
        .where(key + " = " + value)
        .why(why)
        .fix("Correct " + key + " in application.properties")
        .build();
  }
}
