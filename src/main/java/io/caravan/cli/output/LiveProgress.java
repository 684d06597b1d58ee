package io.caravan.cli.output;

import io.caravan.run.Step;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** For a terminal: one line per step, rewritten in place eight times a second. */
final class LiveProgress implements Progress {

  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final Terminal terminal;
  private final Set<Step> steps = new LinkedHashSet<>();
  private final Ticker ticker = new Ticker(Duration.ofMillis(125), this::draw);
  private int drawn;

  LiveProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(Step step) {
    if (!step.kind().equals("pipeline")) {
      steps.add(step);
    }
  }

  private synchronized void draw() {
    StringBuilder screen = new StringBuilder();
    if (drawn > 0) {
      screen.append(UP.formatted(drawn));
    }
    for (Step step : steps) {
      screen.append(CLEAR_LINE).append(fit("  " + StepLine.of(step))).append('\n');
    }
    drawn = steps.size();
    terminal.err().print(screen);
    terminal.err().flush();
  }

  /** A line that wraps would be counted as one and leave the rest of it behind. */
  private String fit(String line) {
    int columns = terminal.columns();
    return columns > 1 && line.length() >= columns ? line.substring(0, columns - 1) : line;
  }

  @Override
  public void close() {
    ticker.close();
    draw();
  }
}
