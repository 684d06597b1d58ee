package io.caravan.cli.output;

import java.nio.file.Path;

/** Paths as people can use them from where they are. */
public final class Places {

  private Places() {}

  /** Relative where the file is below the current folder. */
  public static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return (file.startsWith(here) ? here.relativize(file) : file).toString();
  }
}
