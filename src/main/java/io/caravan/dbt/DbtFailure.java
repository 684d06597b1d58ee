package io.caravan.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says in a person's words why a call of dbt failed. Knows dbt's exit codes: 0 well, 1 nodes
 * failed, 2 could not work.
 */
final class DbtFailure {

  private static final int SIGINT = 2;
  private static final int SIGKILL = 9;
  private static final int NAMED = 5;
  private static final int LONGEST_MESSAGE = 300;

  private final DbtCommand command;
  private final DbtFolders folders;
  private final DbtLog log;

  DbtFailure(DbtCommand command, DbtFolders folders, DbtLog log) {
    this.command = command;
    this.folders = folders;
    this.log = log;
  }

  /** The failure of a call that has ended, or null when it went well. */
  CaravanException of(
      ChildProcess.Ending end, Duration limit, DbtResults results, Artifacts artifacts)
      throws IOException {
    if (end.timedOut()) {
      return tookTooLong(limit);
    }
    if (end.exitCode() == 128 + SIGINT || end.exitCode() != 0 && log.interrupted()) {
      return interrupted();
    }
    if (end.exitCode() > 128) {
      return killed(end.exitCode() - 128);
    }
    Optional<NodeResult> model =
        results.nodes().stream().filter(n -> n.failed() && !n.isTest()).findFirst();
    Optional<NodeResult> test =
        results.nodes().stream().filter(n -> n.failed() && n.isTest()).findFirst();
    if (end.exitCode() != 0 && model.isPresent()) {
      return model(model.get(), results, artifacts);
    }
    if (end.exitCode() != 0 && test.isPresent()) {
      return test(test.get(), results, artifacts);
    }
    if (end.exitCode() != 0) {
      return couldNotWork(end.exitCode());
    }
    if (command.hasResults() && results == DbtResults.NONE) {
      return log.nothingToDo() ? nothingSelected() : noResults();
    }
    return null;
  }

  private CaravanException model(NodeResult node, DbtResults results, Artifacts artifacts)
      throws IOException {
    JsonNode about = artifacts.node(node.id());
    String file = file(about);
    String compiled = compiled(about);
    List<String> skipped =
        results.nodes().stream()
            .filter(n -> n.status().equals("skipped") && !n.isTest())
            .map(NodeResult::name)
            .toList();
    return CaravanException.of(
            ErrorCode.E502,
            "The dbt " + node.kind() + " " + node.name() + " failed" + others(node, results))
        .where(file + (compiled == null ? "" : ", as sent to the database: " + compiled))
        .why(
            shorten(databaseMessage(node.message()))
                + (skipped.isEmpty() ? "" : "; not built because of it: " + list(skipped)))
        .fix("Correct " + file + " and run the pipeline again", "./caravan logs")
        .build();
  }

  private CaravanException test(NodeResult node, DbtResults results, Artifacts artifacts)
      throws IOException {
    JsonNode about = artifacts.node(node.id());
    String compiled = compiled(about);
    String rows =
        node.failures() == null
            ? shorten(databaseMessage(node.message()))
            : node.failures() + (node.failures() == 1 ? " failing row" : " failing rows");
    return CaravanException.of(
            ErrorCode.E503, "The dbt test " + node.name() + " failed" + others(node, results))
        .where(tested(about))
        .why(rows)
        .fix(
            compiled == null
                ? "Look at " + file(about)
                : "See the rows with the query in " + compiled,
            "./caravan logs")
        .build();
  }

  /** What a test looks at; a loaded table is told from a model, since the remedy is elsewhere. */
  private String tested(JsonNode about) {
    String on = about.path("attached_node").asText("");
    for (JsonNode parent : about.path("depends_on").path("nodes")) {
      on = on.isEmpty() ? parent.asText() : on;
    }
    if (on.isEmpty() || on.equals("null")) {
      return file(about);
    }
    String[] parts = on.split("\\.");
    String name = String.join(".", List.of(parts).subList(2, parts.length));
    String column =
        about.path("column_name").isTextual()
            ? ", column " + about.path("column_name").asText()
            : "";
    return (parts[0].equals("source") ? "loaded table " : parts[0] + " ")
        + name
        + column
        + " ("
        + file(about)
        + ")";
  }

  private CaravanException tookTooLong(Duration limit) {
    return CaravanException.of(ErrorCode.E504, "dbt did not finish in time and was stopped")
        .where(command.toString())
        .why("after " + text(limit) + " it was at: " + log.reason())
        .fix("Raise dbt.timeout in application.properties", "./caravan logs")
        .build();
  }

  /** Ctrl-C on a terminal reaches dbt too; it then cancels its queries and ends with exit 2. */
  private CaravanException interrupted() {
    return CaravanException.of(ErrorCode.E703, "dbt was interrupted")
        .where(command.toString())
        .why("models that were finished stay as they are")
        .build();
  }

  private CaravanException killed(int signal) {
    return CaravanException.of(ErrorCode.E505, "dbt was killed from outside")
        .where(command.toString())
        .why(
            "signal "
                + signal
                + (signal == SIGKILL ? ": the machine probably ran out of memory" : ""))
        .fix(
            signal == SIGKILL
                ? "Give the machine more memory, or lower dbt.threads"
                : "./caravan logs",
            "Then run the pipeline again")
        .build();
  }

  private CaravanException couldNotWork(int exitCode) {
    String reason = log.reason().replaceFirst("^Encountered an error:\\s*", "");
    ErrorCode code =
        !reason.contains("connection to server")
            ? ErrorCode.E505
            : reason.contains("authentication failed") ? ErrorCode.E202 : ErrorCode.E300;
    String what =
        switch (code) {
          case E202 -> "The database refused the login of dbt";
          case E300 -> "dbt cannot reach the database";
          default -> "dbt stopped before it built anything";
        };
    return CaravanException.of(code, what)
        .where(command + ", exit " + exitCode)
        .why(oneLine(reason))
        .fix(code == ErrorCode.E505 ? "./caravan logs" : "./caravan doctor")
        .build();
  }

  private CaravanException nothingSelected() {
    return CaravanException.of(ErrorCode.E104, "dbt found nothing to do")
        .where(command.toString())
        .why("no model or test of the project is selected")
        .fix("Correct select and exclude in the dbt: step of the route")
        .build();
  }

  private CaravanException noResults() {
    return CaravanException.of(ErrorCode.E505, "dbt ended well but left no results of this call")
        .where(folders.display(folders.target().resolve("run_results.json")))
        .why("the file is missing, cut off, or of another call")
        .fix(
            "Remove the folder "
                + folders.display(folders.target())
                + " and run the pipeline again")
        .build();
  }

  private String file(JsonNode about) {
    String file = about.path("original_file_path").asText("");
    return file.isEmpty()
        ? folders.display(folders.project())
        : folders.display(folders.project().resolve(file));
  }

  private String compiled(JsonNode about) {
    String path =
        about.path("compiled_path").isTextual() ? about.path("compiled_path").asText() : "";
    return path.isEmpty() ? null : folders.display(folders.root().resolve(Path.of(path)));
  }

  private static String others(NodeResult node, DbtResults results) {
    long more = results.nodes().stream().filter(NodeResult::failed).count() - 1;
    return more == 0 ? "" : ", and " + more + " more";
  }

  private static String list(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
  }

  /** dbt's message without its heading and without the path that stands elsewhere. */
  private static String databaseMessage(String message) {
    return message == null
        ? "dbt gives no reason"
        : oneLine(
            message
                .replaceFirst("^\\s*Database Error in [^\\n]*\\n", "")
                .replaceFirst("\\n\\s*compiled code at .*", ""));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\n[\\s^]*", "; ").replaceAll("\\s+", " ");
  }

  private static String shorten(String text) {
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + " ..." : text;
  }

  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
