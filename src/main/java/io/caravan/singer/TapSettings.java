package io.caravan.singer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one tap is called: every setting below {@code <name>.}, such as {@code shop.tap.command} and
 * {@code shop.tap.config.host}.
 */
final class TapSettings {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Pattern LITERAL =
      Pattern.compile("(?s)true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?|\\{.*}|\\[.*]|\".*\"");

  private final Settings settings;
  private final String name;

  TapSettings(Settings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The program and its first arguments. One with a slash is found from the project. */
  List<String> command() {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(settings.require(name + ".command"));
    while (word.find()) {
      words.add(
          word.group(1) != null
              ? word.group(1)
              : word.group(2) != null ? word.group(2) : word.group(3));
    }
    if (words.get(0).contains("/")) {
      words.set(0, settings.project().resolve(words.get(0)).normalize().toString());
    }
    return words;
  }

  /**
   * The configuration of the tap as JSON. A value that is written like JSON is taken for it: {@code
   * 5432} is a number, {@code "5432"} a text.
   */
  String config() {
    ObjectNode config = JSON.createObjectNode();
    String prefix = name + ".config.";
    for (String key : settings.keys()) {
      if (key.startsWith(prefix)) {
        settings.find(key).ifPresent(value -> put(config, key.substring(prefix.length()), value));
      }
    }
    return config.toString();
  }

  private void put(ObjectNode config, String key, String value) {
    if (Redactor.isSecretName(key)) {
      Redactor.register(value);
    }
    config.set(key, value(key, value.strip()));
  }

  private JsonNode value(String key, String text) {
    if (!LITERAL.matcher(text).matches()) {
      return JSON.getNodeFactory().textNode(text);
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw CaravanException.of(
              ErrorCode.E106,
              "The setting " + name + ".config." + key + " has a value that cannot be used")
          .why("it begins and ends like JSON and is none: " + e.getOriginalMessage())
          .fix("Correct it, or put it into double quotes to have it as text")
          .build();
    }
  }

  /** A catalog that a person keeps; empty to ask the tap for one. */
  Optional<Path> catalog() {
    return settings
        .find(name + ".catalog")
        .map(path -> settings.project().resolve(path).normalize());
  }

  /** What the catalog is called on the command line: older taps say {@code --properties}. */
  String catalogOption() {
    return settings.get(name + ".catalog-option", "--catalog");
  }

  /** After how long without a message the tap is stopped. */
  Duration hangAfter() {
    return settings.getDuration(
        name + ".hang-after", settings.getDuration("singer.hang-after", Duration.ofMinutes(15)));
  }

  /** Where the files for calls are. */
  Path files() {
    return settings.dataDir().resolve("singer");
  }

  /** Where the tap is called. */
  Path project() {
    return settings.project();
  }

  int pageRows() {
    return settings.getInt("singer.page-rows", 10_000);
  }

  long pageBytes() {
    return settings.getInt("singer.page-mb", 8) * 1024L * 1024L;
  }

  Duration flushAfter() {
    return settings.getDuration("singer.flush-after", Duration.ofSeconds(10));
  }
}
