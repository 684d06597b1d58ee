package io.caravan.cli.check;

import io.caravan.cli.output.Terminal;
import io.caravan.error.CaravanException;
import io.caravan.error.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Checks one after the other, shown as they are done. A check that fails is a finding too. */
public final class Checklist {

  private final Terminal terminal;
  private final List<Diagnosis> done = new ArrayList<>();

  public Checklist(Terminal terminal) {
    this.terminal = terminal;
  }

  public void check(String name, Callable<Diagnosis> check) {
    long begin = System.nanoTime();
    Diagnosis diagnosis;
    try {
      diagnosis = check.call();
    } catch (Exception e) {
      CaravanException failure = CaravanException.from(e);
      String why = failure.why() == null ? "" : ": " + failure.why();
      diagnosis =
          Diagnosis.fail(
              name,
              failure.code() + " " + failure.what() + why,
              failure.fixes().isEmpty() ? null : failure.fixes().get(0));
    }
    Diagnosis timed = diagnosis.took((System.nanoTime() - begin) / 1_000_000);
    done.add(timed);
    if (!terminal.json()) {
      show(timed);
    }
  }

  private void show(Diagnosis one) {
    terminal.print(
        "%s  %-14s  %s  (%d ms)"
            .formatted(
                terminal.mark("%-4s".formatted(one.level()).strip())
                    + " ".repeat(4 - one.level().name().length()),
                one.name(),
                one.detail(),
                one.millis()));
    if (one.fix() != null) {
      terminal.print("        next  " + one.fix());
    }
  }

  /** Prints what is left to print and yields the exit code: 1 when any check failed. */
  public int finish() {
    if (terminal.json()) {
      terminal.printJson(done);
    }
    boolean failed = done.stream().anyMatch(one -> one.level() == Diagnosis.Level.FAIL);
    return failed ? ExitCode.FAILED.number() : ExitCode.OK.number();
  }
}
