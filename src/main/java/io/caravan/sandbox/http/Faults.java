package io.caravan.sandbox.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is to go wrong, in the order it was asked for. A fault strikes the next calls that fit it
 * and is gone after so many times; nothing here is random. A method of null means every method.
 *
 * <p>A fault that lets the call do its work strikes only calls that succeed: one that is refused
 * for its token or its limit has done no work.
 */
public final class Faults {

  private static final class Fault {
    private final String method;
    private final String pathPrefix;
    private final boolean before;
    private final UnaryOperator<Exchange> effect;
    private int left;

    private Fault(
        String method,
        String pathPrefix,
        boolean before,
        UnaryOperator<Exchange> effect,
        int times) {
      this.method = method;
      this.pathPrefix = pathPrefix;
      this.before = before;
      this.effect = effect;
      this.left = times;
    }

    private boolean fits(Request request) {
      return (method == null || method.equals(request.method()))
          && request.path().startsWith(pathPrefix);
    }
  }

  private final List<Fault> waiting = new ArrayList<>();

  /** The calls are answered with this and change nothing. */
  public void fail(String method, String pathPrefix, Reply reply, int times) {
    add(new Fault(method, pathPrefix, true, call -> Exchange.of(call.request(), reply), times));
  }

  /** The calls do what they should and are answered with this all the same. */
  public void failAfterwards(String method, String pathPrefix, Reply reply, int times) {
    UnaryOperator<Exchange> effect =
        call -> Exchange.of(call.request(), reply.after(call.reply().change()));
    add(new Fault(method, pathPrefix, false, effect, times));
  }

  /** The calls do what they should and the connection is cut in place of the answer. */
  public void loseReply(String method, String pathPrefix, int times) {
    UnaryOperator<Exchange> effect =
        call -> new Exchange(call.request(), call.reply(), true, Duration.ZERO);
    add(new Fault(method, pathPrefix, false, effect, times));
  }

  /** The calls do what they should and are answered late. */
  public void delay(String method, String pathPrefix, Duration delay, int times) {
    UnaryOperator<Exchange> effect =
        call -> new Exchange(call.request(), call.reply(), false, delay);
    add(new Fault(method, pathPrefix, false, effect, times));
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
    Optional<Fault> before = take(request, true);
    if (before.isPresent()) {
      return before.get().effect.apply(Exchange.of(request, null));
    }
    Exchange real = Exchange.of(request, vendor.answer(request));
    return real.reply().status() < 400
        ? take(request, false).map(fault -> fault.effect.apply(real)).orElse(real)
        : real;
  }

  private synchronized void add(Fault fault) {
    waiting.add(fault);
  }

  /** The first fault that fits, if it is of this kind. */
  private synchronized Optional<Fault> take(Request request, boolean before) {
    Optional<Fault> first =
        waiting.stream()
            .filter(fault -> fault.fits(request))
            .findFirst()
            .filter(fault -> fault.before == before);
    first.ifPresent(
        fault -> {
          fault.left--;
          if (fault.left == 0) {
            waiting.remove(fault);
          }
        });
    return first;
  }
}
