package io.caravan.cli;

import static picocli.CommandLine.ScopeType.INHERIT;

import io.caravan.cli.output.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What every verb understands, before or after its name. */
final class GlobalOptions {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-p", "--project"},
      paramLabel = "DIR",
      scope = INHERIT,
      description = "The project: the folder with application.properties and routes.")
  private Path project;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      scope = INHERIT,
      description = "What to print on stdout.")
  private Format output = Format.TEXT;

  @Option(
      names = {"-q", "--quiet"},
      scope = INHERIT,
      description = "No progress, no hints.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = INHERIT,
      description = "Show the log on stderr.")
  boolean verbose;

  @Option(
      names = "--debug",
      scope = INHERIT,
      description = "Show the log and the stack trace of a failure.")
  boolean debug;

  @Option(names = "--no-color", scope = INHERIT, description = "No colours. NO_COLOR does it too.")
  boolean noColor;

  @Option(
      names = "--no-input",
      scope = INHERIT,
      description = "Never ask; fail where an answer is needed.")
  boolean noInput;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = INHERIT,
      description = "A setting for this command only. Not for secrets: others can see it.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** How answers look. */
  enum Format {
    TEXT,
    JSON
  }

  /**
   * Where a command prints. The launcher knows which streams are a terminal; Java 17 cannot tell
   * one from the other.
   */
  Terminal terminal(CommandLine command) {
    List<String> streams = List.of(System.getProperty("caravan.terminal", "none").split(","));
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    String wish = System.getenv("NO_COLOR");
    boolean plain = noColor || dumb || (wish != null && !wish.isEmpty());
    return new Terminal(
        command.getOut(),
        command.getErr(),
        output == Format.JSON,
        quiet,
        !plain && streams.contains("out"),
        !dumb && streams.contains("err") && !verbose && !debug,
        Integer.getInteger("caravan.columns", 0),
        !noInput && System.console() != null);
  }

  Map<String, String> settings() {
    return settings;
  }

  /** The given folder; else the current one if it is a project; else the one of the launcher. */
  Path project() {
    if (project != null) {
      return project;
    }
    Path here = Path.of("").toAbsolutePath();
    boolean isProject =
        Files.isRegularFile(here.resolve("application.properties"))
            && Files.isDirectory(here.resolve("routes"));
    String home = System.getProperty("caravan.home");
    return isProject || home == null ? here : Path.of(home);
  }
}
