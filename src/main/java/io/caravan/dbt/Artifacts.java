package io.caravan.dbt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that dbt leaves in its target folder (schema run-results/v6). Those of an earlier call
 * never pass for those of this one: they are removed before, and what is found must name this call.
 */
final class Artifacts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path target;

  Artifacts(Path target) {
    this.target = target;
  }

  private Path results() {
    return target.resolve("run_results.json");
  }

  /**
   * Removes the results of an earlier call. The parsed project stays: it makes dbt start quicker.
   */
  void forget() throws IOException {
    Files.createDirectories(target);
    Files.deleteIfExists(results());
  }

  /**
   * The results of the call that began at a time and named itself; {@link DbtResults#NONE} when dbt
   * left none, half of them, or those of another call.
   */
  DbtResults read(Instant began, String invocation) throws IOException {
    if (!Files.isRegularFile(results())) {
      return DbtResults.NONE;
    }
    try {
      JsonNode json = JSON.readTree(results().toFile());
      JsonNode about = json.path("metadata");
      Instant generated = Instant.parse(about.path("generated_at").asText());
      String id = about.path("invocation_id").asText();
      boolean ours = !generated.isBefore(began) && (invocation.isEmpty() || invocation.equals(id));
      return ours ? new DbtResults(id, generated, nodes(json.path("results"))) : DbtResults.NONE;
    } catch (JsonProcessingException | DateTimeParseException e) {
      return DbtResults.NONE;
    }
  }

  private static List<NodeResult> nodes(JsonNode results) {
    List<NodeResult> nodes = new ArrayList<>();
    for (JsonNode result : results) {
      String id = result.path("unique_id").asText();
      String kind = id.replaceFirst("\\..*", "");
      long rows = result.path("adapter_response").path("rows_affected").asLong(-1);
      boolean counts = rows >= 0 && !kind.endsWith("test");
      nodes.add(
          new NodeResult(
              id,
              kind,
              result.path("status").asText(),
              counts ? rows : null,
              result.path("failures").isNumber() ? result.path("failures").asLong() : null,
              result.path("execution_time").asDouble(),
              result.path("message").isTextual() ? result.path("message").asText() : null));
    }
    return nodes;
  }

  /** Copies the results of this call into the folder of a run. */
  void copyTo(Path folder) throws IOException {
    if (Files.isRegularFile(results())) {
      Files.createDirectories(folder);
      Files.copy(
          results(), folder.resolve(results().getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * What dbt knows of a node: its file, its compiled SQL, what it belongs to. Missing when unknown.
   */
  JsonNode node(String id) throws IOException {
    Path manifest = target.resolve("manifest.json");
    if (!Files.isRegularFile(manifest)) {
      return JSON.missingNode();
    }
    JsonNode json = JSON.readTree(manifest.toFile());
    return json.path(id.startsWith("unit_test.") ? "unit_tests" : "nodes").path(id);
  }
}
