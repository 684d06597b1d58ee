package io.caravan.sandbox.http;

import java.util.ArrayList;
import java.util.List;

/** What was called and what was changed, in order. */
public final class Ledger {

  private static final int NOT_MODIFIED = 304;

  private final List<Written> written = new ArrayList<>();
  private int calls;
  private int writeCalls;
  private int unchanged;

  /** Takes note of a call. */
  public synchronized void note(Exchange exchange) {
    calls++;
    if (!exchange.request().method().equals("GET")) {
      writeCalls++;
    }
    if (exchange.reply().status() == NOT_MODIFIED) {
      unchanged++;
    }
    if (exchange.reply().change() != null) {
      written.add(Written.of(exchange));
    }
  }

  /** Every call that changed something, also those whose answer never arrived. */
  public synchronized List<Written> written() {
    return List.copyOf(written);
  }

  /** How many calls came. */
  public synchronized int calls() {
    return calls;
  }

  /** How many calls came that wanted to write, refused ones too. */
  public synchronized int writeCalls() {
    return writeCalls;
  }

  /** How many calls were answered with 304: nothing has changed. */
  public synchronized int unchanged() {
    return unchanged;
  }
}
