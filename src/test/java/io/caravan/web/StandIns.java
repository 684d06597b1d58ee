package io.caravan.web;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;

/** GitHub and Pipedrive, as far as the routes of people ask them. */
public final class StandIns {

  /** Persons in Pipedrive by key. */
  public static final Map<String, Long> PERSONS = new ConcurrentHashMap<>();

  private static final AtomicLong LAST = new AtomicLong(1000);
  private static volatile String failure;

  /** From now on Pipedrive fails with these words; null: no longer. */
  public static void failWith(String words) {
    failure = words;
  }

  /** Everybody is at GitHub but those whose name begins with "nobody". */
  public void user(Exchange exchange) {
    String name = exchange.getMessage().getHeader("username", String.class);
    exchange.getMessage().removeHeaders("*");
    if (name.startsWith("nobody")) {
      throw CaravanException.of(ErrorCode.E311, "GitHub has no user " + name).build();
    }
    exchange
        .getMessage()
        .setHeader(
            "githubLogin", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  /** Finds or makes. */
  public void person(Exchange exchange) {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    String key = exchange.getMessage().getHeader("username", String.class);
    exchange.getMessage().removeHeaders("*");
    exchange
        .getMessage()
        .setHeader(
            "pipedriveId",
            PERSONS.computeIfAbsent(key.toLowerCase(Locale.ROOT), name -> LAST.incrementAndGet()));
  }

  /** Deletes. */
  public void delete(Exchange exchange) {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    PERSONS.values().remove(exchange.getVariable("pipedriveId", Long.class));
    exchange.getMessage().removeHeaders("*");
  }
}
