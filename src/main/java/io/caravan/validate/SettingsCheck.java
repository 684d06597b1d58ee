package io.caravan.validate;

import io.caravan.config.Setting;
import io.caravan.config.Settings;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Each key of {@code application.properties} is one that something reads, and none of them holds a
 * secret.
 */
final class SettingsCheck {

  private static final Pattern NAMED_CONNECTION =
      Pattern.compile("db\\.[a-z][a-z0-9-]*\\.(url|user|password|pool-size)");
  private static final Pattern SECRET =
      Pattern.compile(".*(password|client-secret|access-token|refresh-token|\\btoken|api-key)$");

  private SettingsCheck() {}

  static void check(Settings settings, RouteFiles files, Consumer<Finding> findings) {
    Set<String> known = shipped();
    files.all().forEach(file -> known.addAll(PlaceholderCheck.used(file)));
    for (String key : settings.keys()) {
      Setting setting = settings.origin(key).orElseThrow();
      if (!setting.place().startsWith("application.properties:")) {
        continue;
      }
      int line = Integer.parseInt(setting.place().substring("application.properties:".length()));
      if (!isKnown(key, known)) {
        findings.accept(
            new Finding(
                "application.properties",
                line,
                1,
                ErrorCode.E102,
                "Nothing reads the setting " + key,
                Nearest.hint(key, known, "Remove it, or use it in a route as {{" + key + "}}")));
      }
      if (SECRET.matcher(key).matches()
          && !setting.value().isBlank()
          && !setting.value().startsWith("{{")) {
        findings.accept(
            new Finding(
                "application.properties",
                line,
                1,
                ErrorCode.E106,
                "The secret " + key + " stands in a file that git keeps",
                "Move it: ./caravan secret set " + key + ", and change it where it was issued"));
      }
    }
  }

  /** Whether it is one of these, or of a kind that has any number of names. */
  static boolean isKnown(String key, Set<String> known) {
    return known.contains(key)
        || key.startsWith("camel.")
        || NAMED_CONNECTION.matcher(key).matches();
  }

  /** The keys the program itself reads: those of the file it was built with. */
  static Set<String> shipped() {
    try (InputStream in =
        SettingsCheck.class.getResourceAsStream("/caravan/application.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return new TreeSet<>(properties.stringPropertyNames());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
