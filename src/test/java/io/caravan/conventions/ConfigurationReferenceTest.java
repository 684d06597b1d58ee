package io.caravan.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.config.Settings;
import io.caravan.docs.SettingsPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The keys of application.properties, the keys of the documentation and the keys that are read are
 * the same.
 */
class ConfigurationReferenceTest {

  private static final Pattern JAVA_READ =
      Pattern.compile(
          "(?:settings|secrets)\\s*\\.(?:get|find|require|getInt|getBoolean|getDuration|origin)\\(\\s*\"([a-z][^\"]*[a-z0-9])\"");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{\\??([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+)");
  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `([a-z][^`]*)` \\|", Pattern.MULTILINE);

  private static final Set<String> DECLARED =
      Settings.load(Path.of("."), Map.of(), Map.of()).keys();

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .map(ConfigurationReferenceTest::read)
          .toList();
    }
  }

  private static Set<String> matches(Pattern pattern, List<String> texts) {
    Set<String> found = new TreeSet<>();
    for (String text : texts) {
      Matcher m = pattern.matcher(text);
      while (m.find()) {
        found.add(m.group(1));
      }
    }
    return found;
  }

  @Test
  void everyKeyThatIsReadIsDeclared() throws IOException {
    Set<String> read = matches(JAVA_READ, texts("src/main/java", ".java"));
    read.addAll(matches(PLACEHOLDER, texts("routes", ".camel.yaml")));
    // Made by the process itself, from its mode and from what a round is to run.
    read.removeIf(key -> key.startsWith("caravan.") && !DECLARED.contains(key));

    assertThat(DECLARED).containsAll(read);
  }

  @Test
  void everyDeclaredKeyIsReadSomewhere() throws IOException {
    String java = String.join("\n", texts("src/main/java", ".java"));
    String routes =
        String.join("\n", texts("routes", ".yaml"))
            + read(Path.of("application.properties")).replaceAll("(?m)^[^{]*=", "");
    Set<String> unread =
        DECLARED.stream()
            .filter(key -> !key.startsWith("camel."))
            .filter(
                key ->
                    !java.contains('"' + key + '"')
                        && !routes.contains(key)
                        && !isReadByItsEnding(java, key))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unread).isEmpty();
  }

  /**
   * Settings of an account or a connection are read as name + ending, since the name is the user's.
   */
  private static boolean isReadByItsEnding(String java, String key) {
    String ending = key.substring(key.indexOf('.') + 1);
    String last = key.substring(key.lastIndexOf('.') + 1);
    return java.contains("\"." + ending + '"')
        || java.contains('"' + ending + '"')
        || java.contains("\"." + last + '"')
        || java.contains('"' + last + '"');
  }

  @Test
  void thePageAboutTheKeysIsWhatTheFileSays() {
    SettingsPage page = new SettingsPage(Path.of("."));

    assertThat(page.file()).as("write it with: ./caravan docs").content().isEqualTo(page.text());
    assertThat(matches(DOCUMENTED, List.of(page.text()))).isEqualTo(DECLARED);
  }

  @Test
  void everyKeyIsExplainedAboveItself() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("application.properties"));
    List<String> bare = new java.util.ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean key = !lines.get(i).isBlank() && !lines.get(i).startsWith("#");
      if (key && lines.get(i - 1).isBlank()) {
        bare.add(lines.get(i));
      }
    }
    assertThat(bare).isEmpty();
  }
}
