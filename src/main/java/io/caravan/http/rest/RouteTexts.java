package io.caravan.http.rest;

import io.caravan.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files beside the routes, in which {@code {{key}}} stands for a setting, as in routes. */
final class RouteTexts {

  private static final Pattern SETTING = Pattern.compile("\\{\\{([a-z][\\w.-]*)}}");

  private final Path folder;
  private final Settings settings;

  /**
   * @param folder in which files are found
   */
  RouteTexts(Path folder, Settings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /**
   * The text of a file.
   *
   * @param quoted makes a value fit its place
   */
  String read(String name, UnaryOperator<String> quoted) throws IOException {
    Matcher setting = SETTING.matcher(Files.readString(path(name)));
    return setting.replaceAll(
        found -> Matcher.quoteReplacement(quoted.apply(settings.get(found.group(1), ""))));
  }
}
