package io.caravan.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to go wrong, in the order it was asked for. A fault strikes the next calls that fit it
 * and is gone after so many times; nothing here is random.
 */
public final class Faults {

  private enum Kind {
    FAIL_BEFORE,
    FAIL_AFTER,
    LOSE_REPLY
  }

  private static final class Fault {
    private final Kind kind;
    private final String method;
    private final String pathPrefix;
    private final Reply reply;
    private int left;

    private Fault(Kind kind, String method, String pathPrefix, Reply reply, int times) {
      this.kind = kind;
      this.method = method;
      this.pathPrefix = pathPrefix;
      this.reply = reply;
      this.left = times;
    }

    private boolean fits(Request request) {
      return (method == null || method.equals(request.method()))
          && request.path().startsWith(pathPrefix);
    }
  }

  private final List<Fault> waiting = new ArrayList<>();

  /** The calls are answered with this and change nothing. A method of null means every method. */
  public void fail(String method, String pathPrefix, Reply reply, int times) {
    add(new Fault(Kind.FAIL_BEFORE, method, pathPrefix, reply, times));
  }

  /** The calls do what they should and are answered with this all the same. */
  public void failAfterwards(String method, String pathPrefix, Reply reply, int times) {
    add(new Fault(Kind.FAIL_AFTER, method, pathPrefix, reply, times));
  }

  /** The calls do what they should and the connection is cut in place of the answer. */
  public void loseReply(String method, String pathPrefix, int times) {
    add(new Fault(Kind.LOSE_REPLY, method, pathPrefix, null, times));
  }

  /** Nothing goes wrong any more. */
  public synchronized void clear() {
    waiting.clear();
  }

  /** How many calls are still to be struck. */
  public synchronized int waiting() {
    return waiting.stream().mapToInt(fault -> fault.left).sum();
  }

  Exchange around(Vendor vendor, Request request) {
    Optional<Fault> struck = next(request);
    if (struck.isEmpty()) {
      return new Exchange(request, vendor.answer(request), false);
    }
    Fault fault = struck.get();
    if (fault.kind == Kind.FAIL_BEFORE) {
      return new Exchange(request, fault.reply, false);
    }
    Reply real = vendor.answer(request);
    if (fault.kind == Kind.LOSE_REPLY) {
      return new Exchange(request, real, true);
    }
    Reply told = fault.reply.with(Map.of());
    return new Exchange(
        request,
        new Reply(told.status(), told.contentType(), told.headers(), told.body(), real.change()),
        false);
  }

  private synchronized void add(Fault fault) {
    waiting.add(fault);
  }

  private synchronized Optional<Fault> next(Request request) {
    Optional<Fault> found = waiting.stream().filter(fault -> fault.fits(request)).findFirst();
    found.ifPresent(
        fault -> {
          fault.left--;
          if (fault.left == 0) {
            waiting.remove(fault);
          }
        });
    return found;
  }
}
