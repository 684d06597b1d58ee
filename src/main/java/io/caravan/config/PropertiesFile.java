package io.caravan.config;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code key=value} files line by line, so that each value keeps the number of its line.
 *
 * <p>The common part of {@code .properties} and {@code .env}: comments with {@code #}, optional
 * quotes round the value, an optional leading {@code export}, and a backslash at the end of a line
 * to go on in the next.
 */
final class PropertiesFile {

  private PropertiesFile() {}

  /** The entries of the file in order; none when it does not exist. */
  static Map<String, Setting> read(Path file, String name) {
    Map<String, Setting> entries = new LinkedHashMap<>();
    if (!Files.isRegularFile(file)) {
      return entries;
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E315, "Cannot read " + name)
          .where(file.toString())
          .why(e.getMessage())
          .cause(e)
          .build();
    }
    for (int i = 0; i < lines.size(); i++) {
      int first = i + 1;
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
        continue;
      }
      while (line.endsWith("\\") && i + 1 < lines.size()) {
        line = line.substring(0, line.length() - 1) + lines.get(++i).strip();
      }
      int equals = line.indexOf('=');
      if (equals <= 0) {
        throw CaravanException.of(ErrorCode.E106, "A line of " + name + " is not key=value")
            .where(name + ":" + first)
            .fix("Write it as key=value, or begin it with # to make it a comment")
            .build();
      }
      String key = line.substring(0, equals).strip();
      if (key.startsWith("export ")) {
        key = key.substring("export ".length()).strip();
      }
      entries.put(
          key, new Setting(unquote(line.substring(equals + 1).strip()), name + ":" + first));
    }
    return entries;
  }

  private static String unquote(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
