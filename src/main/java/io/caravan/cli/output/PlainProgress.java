package io.caravan.cli.output;

import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** For logs and pipes: a line when a step begins and ends, and a sign of life every 30 seconds. */
final class PlainProgress implements Progress {

  private final Terminal terminal;
  private final Set<Step> going = ConcurrentHashMap.newKeySet();
  private final Ticker ticker = new Ticker(Duration.ofSeconds(30), this::signOfLife);

  PlainProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(Step step) {
    if (step.kind().equals("pipeline")) {
      return;
    }
    if (step.state() == RunState.RUNNING) {
      going.add(step);
    } else {
      going.remove(step);
    }
    say(step);
  }

  private void signOfLife() {
    going.forEach(this::say);
  }

  private void say(Step step) {
    terminal.say(Words.clock(Instant.now()) + "  " + StepLine.of(step));
  }

  @Override
  public void close() {
    ticker.close();
  }
}
