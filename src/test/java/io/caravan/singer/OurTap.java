package io.caravan.singer;

import io.caravan.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A source of this project as a tap: a program, as others call one. */
final class OurTap {

  private OurTap() {}

  /**
   * Makes the program.
   *
   * @param folder for it and what it needs
   * @param settings of the source and of its warehouse, by their keys
   */
  static Path program(Path folder, String source, Map<String, String> settings) throws IOException {
    String environment =
        settings.entrySet().stream()
            .map(one -> Settings.environmentName(one.getKey()) + "='" + one.getValue() + "'")
            .collect(Collectors.joining(" "));
    String project = Path.of("").toAbsolutePath().toString();
    List<String> line = new ArrayList<>(Peers.caravan("tap", source, "--project", project));
    Path file = folder.resolve("tap-" + source);
    Files.writeString(
        file, "#!/bin/sh\n" + environment + " exec '" + String.join("' '", line) + "' \"$@\"\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
