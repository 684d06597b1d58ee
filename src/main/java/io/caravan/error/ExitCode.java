package io.caravan.error;

/**
 * What a scheduler may conclude from how Caravan ended. The numbers are stable; from 64 on they
 * follow {@code sysexits.h}.
 */
public enum ExitCode {
  OK(0),
  /** Failed; trying again later may help. */
  FAILED(1),
  /** Some steps failed, the others are done. */
  PARTIAL(2),
  /** A safety guard stopped the run, for example a mass delete. Trying again will not help. */
  GUARD(3),
  USAGE(64),
  /** More rows were rejected than allowed, or the input cannot be read. */
  BAD_DATA(65),
  MISSING_FILE(66),
  /** A remote system or the database cannot be reached. */
  UNAVAILABLE(69),
  /** A bug in Caravan. */
  INTERNAL(70),
  CANNOT_WRITE(73),
  DISK(74),
  ALREADY_RUNNING(75),
  /** A remote system asked to wait; the same command will do later. */
  WAITING(75),
  /** A login or a permission is missing; a person has to act. */
  NO_PERMISSION(77),
  CONFIG(78),
  /** Stopped by Ctrl-C; everything finished so far is saved. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The number the process ends with. */
  public int number() {
    return number;
  }
}
