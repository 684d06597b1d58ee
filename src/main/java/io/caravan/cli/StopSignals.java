package io.caravan.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Ctrl-C and SIGTERM: the first asks politely, the second ends the process at once.
 *
 * <p>A shutdown hook could not hear a second signal, and {@code sun.misc.Signal}, which can, is
 * only reachable by reflection without a warning of the compiler.
 */
final class StopSignals {

  private static final List<String> NAMES = List.of("INT", "TERM");
  private static final int FIRST_EXIT_CODE = 128;

  private final AtomicInteger heard = new AtomicInteger();

  private StopSignals() {}

  /**
   * From now on signals are heard.
   *
   * @param onFirst told the exit code that belongs to the signal: 130 for Ctrl-C, 143 for SIGTERM
   */
  static StopSignals listen(Consumer<Integer> onFirst) {
    StopSignals signals = new StopSignals();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method number = signal.getMethod("getNumber");
      Method handle = signal.getMethod("handle", signal, handler);
      InvocationHandler onSignal =
          (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
              return method.invoke(signals, arguments);
            }
            signals.hear(FIRST_EXIT_CODE + (int) number.invoke(arguments[0]), onFirst);
            return null;
          };
      Object listener =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(), new Class<?>[] {handler}, onSignal);
      for (String name : NAMES) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Java has no signals", e);
    }
    return signals;
  }

  private void hear(int exitCode, Consumer<Integer> onFirst) {
    if (heard.compareAndSet(0, exitCode)) {
      onFirst.accept(exitCode);
    } else {
      Runtime.getRuntime().halt(exitCode);
    }
  }

  /** The exit code of the signal that came, 0 when none did. */
  int exitCode() {
    return heard.get();
  }
}
