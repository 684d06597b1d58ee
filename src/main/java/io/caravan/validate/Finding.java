package io.caravan.validate;

import io.caravan.error.ErrorCode;

/**
 * One mistake.
 *
 * @param file relative to the project
 * @param line counted from 1
 * @param column counted from 1
 * @param code the kind of mistake
 * @param message what is wrong, in one sentence
 * @param fix what to do about it
 */
public record Finding(String file, int line, int column, ErrorCode code, String message, String fix)
    implements Comparable<Finding> {

  /** {@code file:line:column}, which editors open. */
  public String place() {
    return file + ":" + line + ":" + column;
  }

  @Override
  public int compareTo(Finding other) {
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : message.compareTo(other.message);
  }
}
