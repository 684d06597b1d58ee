package io.caravan.cli;

import io.caravan.error.ExitCode;
import io.caravan.run.Run;

/** What the process ends with after a run. */
final class ExitCodes {

  private ExitCodes() {}

  static int of(Run run) {
    return switch (run.state()) {
      case SUCCEEDED -> ExitCode.OK.number();
      case PARTIAL -> ExitCode.PARTIAL.number();
      case INTERRUPTED -> ExitCode.INTERRUPTED.number();
      case WAITING -> ExitCode.WAITING.number();
      case FAILED, RUNNING ->
          run.failure() == null
              ? ExitCode.FAILED.number()
              : run.failure().code().exitCode().number();
    };
  }
}
