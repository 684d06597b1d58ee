package io.caravan.docs;

import io.caravan.error.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page {@code docs/configuration.md}: the keys of {@code application.properties} in their
 * order, each with its default and with the comment above it, a table for each banner.
 */
public final class SettingsPage {

  private static final String INTRODUCTION =
      """
      # Configuration

      Every key, in the order of `application.properties`, of which `./caravan docs` makes this page. A key is looked up on the command line (`--set key=value`), in the
      environment, in `.env`, and then in `application.properties`; the first place that has it wins. `./caravan config` shows the value in force and where it came from.

      - The environment name of a key is the key in capitals, with `.` and `-` as `_`: `pipedrive.client-id` is `PIPEDRIVE_CLIENT_ID`.
      - Durations carry their unit: `500ms`, `30s`, `15m`, `2h`, `1d`.
      - A value may refer to another key: `{{http.port}}`, or `{{http.port:8080}}` with a value to fall back on.
      - Secrets (🔒) belong into `.env` or into the secret store: `./caravan secret set <key>`.

      Names that the systems before Caravan used, and that go on working: `DATABASE_URL` for `db.warehouse.url`, `PIPEDRIVE_TOKEN` for `pipedrive.token`.

      Any other database is a connection of its own: `db.<name>.url`, `db.<name>.user`, `db.<name>.password` 🔒, `db.<name>.pool-size`.
      """;

  private static final Pattern BANNER = Pattern.compile("# ---- (.*?) -+");

  private final Path project;
  private final StringBuilder page = new StringBuilder(INTRODUCTION);
  private final List<String> comment = new ArrayList<>();
  private boolean table;
  private boolean follows;

  /**
   * @param project the folder with {@code application.properties}
   */
  public SettingsPage(Path project) {
    this.project = project;
  }

  /** Where the page belongs. */
  public Path file() {
    return project.resolve("docs/configuration.md");
  }

  /** The text of the page. */
  public String text() {
    try {
      Files.readAllLines(project.resolve("application.properties")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }

  private void add(String line) {
    Matcher banner = BANNER.matcher(line);
    if (banner.matches()) {
      begin(banner.group(1));
    } else if (line.startsWith("#")) {
      comment.add(line.substring(1).strip());
    } else if (line.isBlank()) {
      comment.clear();
      follows = false;
    } else {
      String[] parts = line.split("=", 2);
      row(parts[0].strip(), parts[1].strip());
    }
  }

  private void begin(String section) {
    page.append("\n## ")
        .append(section.substring(0, 1).toUpperCase(Locale.ROOT))
        .append(section.substring(1))
        .append("\n\n| key | default | meaning |\n|---|---|---|\n");
    comment.clear();
    table = true;
    follows = false;
  }

  private void row(String key, String value) {
    String meaning = comment.isEmpty() && follows ? "as above" : String.join(" ", comment);
    if (!table) {
      begin("settings");
    }
    page.append(
        "| `%s` | %s | %s%s |\n"
            .formatted(
                key,
                value.isEmpty() ? "" : "`" + value + "`",
                meaning.replace("|", "&#124;"),
                Redactor.isSecretName(key) ? " 🔒" : ""));
    comment.clear();
    follows = true;
  }
}
