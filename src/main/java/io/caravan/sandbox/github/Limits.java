package io.caravan.sandbox.github;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many calls an hour: 60 without a token, 5,000 with one; and, on demand, the secondary limit
 * that guards against bursts.
 */
final class Limits {

  private static final long HOUR = 3_600;

  private static final class Window {
    private int limit;
    private int used;
    private long reset;

    private Window(int limit) {
      this.limit = limit;
    }
  }

  private final Clock clock;
  private final Window known = new Window(5_000);
  private final Window unknown = new Window(60);
  private int secondary;
  private Integer retryAfter;

  Limits(Clock clock) {
    this.clock = clock;
  }

  /** How many calls an hour may have from now on. */
  synchronized void hourly(int withToken, int without) {
    known.limit = withToken;
    unknown.limit = without;
  }

  /**
   * The next calls meet the secondary limit.
   *
   * @param seconds what the header Retry-After says; null for no such header
   */
  synchronized void secondary(int times, Integer seconds) {
    secondary = times;
    retryAfter = seconds;
  }

  /** Takes a call. Fails with 403 when there is no room. */
  synchronized void take(boolean token) {
    if (secondary > 0) {
      secondary--;
      throw Refused.limited(
          "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
          retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter.toString()));
    }
    Window window = window(token);
    if (window.used >= window.limit) {
      throw Refused.limited(
          "API rate limit exceeded for " + (token ? "user ID 1." : "127.0.0.1."), headers(token));
    }
    window.used++;
  }

  /** Gives a call back: an answer that nothing has changed costs nothing to whoever has a token. */
  synchronized void giveBack() {
    known.used = Math.max(0, known.used - 1);
  }

  /** What an answer says of the limit. */
  synchronized Map<String, String> headers(boolean token) {
    Window window = window(token);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-RateLimit-Limit", String.valueOf(window.limit));
    headers.put("X-RateLimit-Remaining", String.valueOf(Math.max(0, window.limit - window.used)));
    headers.put("X-RateLimit-Used", String.valueOf(window.used));
    headers.put("X-RateLimit-Reset", String.valueOf(window.reset));
    headers.put("X-RateLimit-Resource", "core");
    return headers;
  }

  /** The answer of {@code /rate_limit}, which costs nothing. */
  synchronized Map<String, Object> json(boolean token) {
    Window window = window(token);
    Map<String, Object> core = new LinkedHashMap<>();
    core.put("limit", window.limit);
    core.put("remaining", Math.max(0, window.limit - window.used));
    core.put("reset", window.reset);
    core.put("used", window.used);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("resources", Map.of("core", core, "search", core));
    json.put("rate", core);
    return json;
  }

  private Window window(boolean token) {
    Window window = token ? known : unknown;
    long now = clock.instant().getEpochSecond();
    if (now >= window.reset) {
      window.reset = now + HOUR;
      window.used = 0;
    }
    return window;
  }
}
