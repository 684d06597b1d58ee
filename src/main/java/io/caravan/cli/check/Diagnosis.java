package io.caravan.cli.check;

/**
 * What one check found.
 *
 * @param name what was looked at
 * @param detail what was seen
 * @param fix what to do about it; null when nothing has to be done
 * @param millis how long the check took
 */
public record Diagnosis(String name, Level level, String detail, String fix, long millis) {

  /** How bad it is. */
  enum Level {
    OK,
    WARN,
    FAIL
  }

  public static Diagnosis ok(String name, String detail) {
    return new Diagnosis(name, Level.OK, detail, null, 0);
  }

  static Diagnosis warn(String name, String detail, String fix) {
    return new Diagnosis(name, Level.WARN, detail, fix, 0);
  }

  static Diagnosis fail(String name, String detail, String fix) {
    return new Diagnosis(name, Level.FAIL, detail, fix, 0);
  }

  Diagnosis took(long duration) {
    return new Diagnosis(name, level, detail, fix, duration);
  }
}
