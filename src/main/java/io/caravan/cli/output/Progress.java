package io.caravan.cli.output;

import io.caravan.run.Step;
import java.util.function.Consumer;

/** Shows a run while it goes on. Hears of the begin and the end of each step. */
public interface Progress extends Consumer<Step>, AutoCloseable {

  /** The progress that suits the place where it is shown. */
  static Progress on(Terminal terminal) {
    if (terminal.quiet()) {
      return new Silent();
    }
    return terminal.live() ? new LiveProgress(terminal) : new PlainProgress(terminal);
  }

  /** Shows nothing more. */
  @Override
  void close();

  /** For those who only want the end. */
  final class Silent implements Progress {
    @Override
    public void accept(Step step) {
      // Quiet is what was asked for.
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
