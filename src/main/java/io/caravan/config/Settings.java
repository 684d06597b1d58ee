package io.caravan.config;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every setting of one project, each with the place it came from.
 *
 * <p>The command line wins over the environment, the environment over {@code .env}, {@code .env}
 * over {@code application.properties}. The environment name of a key is the key in capitals with
 * {@code .} and {@code -} as {@code _}: {@code pipedrive.client-id} is {@code PIPEDRIVE_CLIENT_ID}.
 * Values may refer to other keys: {@code {{db.host}}} or {@code {{db.host:localhost}}}.
 */
public final class Settings {

  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{\\s*([^:}\\s]+)\\s*(?::([^}]*))?}}");
  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

  private final Path project;
  private final Map<String, Setting> byKey = new LinkedHashMap<>();
  private final Map<String, Setting> byEnvironmentName = new LinkedHashMap<>();

  /** What was found once: each call of a remote account looks up a dozen of them. */
  private final Map<String, Optional<String>> found = new ConcurrentHashMap<>();

  private Settings(Path project) {
    this.project = project;
  }

  /**
   * Reads the settings of the project in a folder.
   *
   * @param project the folder with {@code application.properties}
   * @param overrides keys set on the command line
   * @param environment usually {@link System#getenv()}
   */
  public static Settings load(
      Path project, Map<String, String> overrides, Map<String, String> environment) {
    Settings settings = new Settings(project.toAbsolutePath().normalize());
    settings.byKey.putAll(
        PropertiesFile.read(
            settings.project.resolve("application.properties"), "application.properties"));
    settings.addEnvironment(PropertiesFile.read(settings.project.resolve(".env"), ".env"));
    Map<String, Setting> fromEnvironment = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> fromEnvironment.put(name, new Setting(value, "environment " + name)));
    settings.addEnvironment(fromEnvironment);
    DatabaseInPieces.of(settings.byEnvironmentName)
        .forEach(settings.byEnvironmentName::putIfAbsent);
    overrides.forEach((key, value) -> settings.byKey.put(key, new Setting(value, "command line")));
    overrides.forEach((key, value) -> settings.byEnvironmentName.remove(environmentName(key)));
    settings.registerSecrets();
    return settings;
  }

  private void registerSecrets() {
    for (Map<String, Setting> settings : List.of(byKey, byEnvironmentName)) {
      settings.forEach(
          (name, setting) -> {
            if (Redactor.isSecretName(name)) {
              Redactor.register(setting.value());
            }
          });
    }
  }

  private void addEnvironment(Map<String, Setting> named) {
    named.forEach(
        (name, setting) -> {
          if (!setting.value().isEmpty()) {
            OldName old = OldName.of(name);
            byEnvironmentName.put(
                old == null ? name : environmentName(old.key()),
                old == null ? setting : old.read(setting));
          }
        });
  }

  /** The name under which the environment may set a key. */
  public static String environmentName(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The folder of the project. */
  public Path project() {
    return project;
  }

  /**
   * Where Caravan keeps what it makes: database, secrets, runs. {@code .caravan} in the project
   * unless set.
   */
  public Path dataDir() {
    return project.resolve(find("caravan.data-dir").orElse(".caravan")).normalize();
  }

  /** The value of a key with its references resolved, or empty when it is absent or blank. */
  public Optional<String> find(String key) {
    Optional<String> known = found.get(key);
    if (known == null) {
      known =
          origin(key)
              .map(setting -> resolve(setting.value(), key))
              .filter(value -> !value.isBlank());
      found.put(key, known);
    }
    return known;
  }

  /** The value as written and the place that set it. */
  public Optional<Setting> origin(String key) {
    Setting fromEnvironment = byEnvironmentName.get(environmentName(key));
    return Optional.ofNullable(fromEnvironment != null ? fromEnvironment : byKey.get(key));
  }

  /** The value of a key, or {@code other} when it is absent or blank. */
  public String get(String key, String other) {
    return find(key).orElse(other);
  }

  /** The value of a key that has to be there. The failure names every place that was searched. */
  public String require(String key) {
    return find(key)
        .orElseThrow(
            () ->
                CaravanException.of(ErrorCode.E101, "The setting " + key + " is missing")
                    .where(
                        "searched: command line, environment "
                            + environmentName(key)
                            + ", .env, application.properties")
                    .fix(
                        "Add "
                            + environmentName(key)
                            + "=... to .env, or "
                            + key
                            + "=... to application.properties")
                    .build());
  }

  /** A whole number. */
  public int getInt(String key, int other) {
    return find(key)
        .map(
            value -> {
              try {
                return Integer.parseInt(value.trim());
              } catch (NumberFormatException e) {
                throw unusable(key, value, "a whole number such as " + other);
              }
            })
        .orElse(other);
  }

  /** {@code true} or {@code false}. */
  public boolean getBoolean(String key, boolean other) {
    return find(key)
        .map(
            value ->
                switch (value.trim().toLowerCase(Locale.ROOT)) {
                  case "true", "yes", "1", "on" -> true;
                  case "false", "no", "0", "off" -> false;
                  default -> throw unusable(key, value, "true or false");
                })
        .orElse(other);
  }

  /** A duration with its unit: {@code 500ms}, {@code 30s}, {@code 15m}, {@code 2h}, {@code 1d}. */
  public Duration getDuration(String key, Duration other) {
    return find(key)
        .map(
            value -> {
              Matcher m = DURATION.matcher(value.trim());
              if (!m.matches()) {
                throw unusable(
                    key, value, "a number with its unit, such as 500ms, 30s, 15m, 2h or 1d");
              }
              long n = Long.parseLong(m.group(1));
              return switch (m.group(2)) {
                case "ms" -> Duration.ofMillis(n);
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                case "h" -> Duration.ofHours(n);
                default -> Duration.ofDays(n);
              };
            })
        .orElse(other);
  }

  private CaravanException unusable(String key, String value, String expected) {
    return CaravanException.of(
            ErrorCode.E106, "The setting " + key + " has a value that cannot be used")
        .where(origin(key).map(Setting::place).orElse(null))
        .why("expected " + expected + ", found '" + value + "'")
        .fix("Change " + key)
        .build();
  }

  /** Every key that the project file or the command line declares, sorted. */
  public TreeSet<String> keys() {
    return new TreeSet<>(byKey.keySet());
  }

  /**
   * All declared keys with the values in force, as Camel takes them. References are left for Camel
   * to resolve.
   */
  public Properties toProperties() {
    Properties properties = new Properties();
    for (String key : byKey.keySet()) {
      properties.setProperty(key, origin(key).orElseThrow().value());
    }
    return properties;
  }

  private String resolve(String value, String key) {
    Matcher m = REFERENCE.matcher(value);
    StringBuilder resolved = new StringBuilder();
    while (m.find()) {
      String name = m.group(1);
      if (name.equals(key)) {
        throw unusable(key, value, "a value that does not refer to itself");
      }
      String other = m.group(2);
      m.appendReplacement(
          resolved, Matcher.quoteReplacement(other == null ? require(name) : get(name, other)));
    }
    return m.appendTail(resolved).toString();
  }
}
