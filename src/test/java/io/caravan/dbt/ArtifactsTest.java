package io.caravan.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path target;
  private Artifacts artifacts;

  @BeforeEach
  void prepare() throws IOException {
    artifacts = new Artifacts(target);
    Files.writeString(
        target.resolve("run_results.json"),
        """
        {"metadata": {"generated_at": "2026-03-01T12:00:05.123456Z", "invocation_id": "i-1"},
         "results": [
          {"unique_id": "model.caravan.orders", "status": "success", "execution_time": 0.12345,
           "adapter_response": {"rows_affected": 99}, "message": "SELECT 99", "failures": null},
          {"unique_id": "model.caravan.stg_orders", "status": "success", "execution_time": 0.3,
           "adapter_response": {"rows_affected": -1}, "message": "CREATE VIEW", "failures": null},
          {"unique_id": "test.caravan.unique_orders_id.0a1b", "status": "fail", "execution_time": 0.1,
           "adapter_response": {"rows_affected": 1}, "message": "Got 3 results", "failures": 3},
          {"unique_id": "unit_test.caravan.orders.adds_up", "status": "skipped", "execution_time": 0,
           "adapter_response": {}, "message": null, "failures": null}]}
        """);
  }

  @Test
  void readsEachNodeWithStatusRowsAndSeconds() throws IOException {
    DbtResults results = artifacts.read(NOON, "i-1");

    assertThat(results.nodes())
        .extracting(NodeResult::name, NodeResult::kind, NodeResult::rows, NodeResult::failures)
        .containsExactly(
            tuple("orders", "model", 99L, null),
            tuple("stg_orders", "model", null, null),
            tuple("unique_orders_id", "test", null, 3L),
            tuple("adds_up", "unit_test", null, null));
    assertThat(results.models()).isEqualTo(2);
    assertThat(results.tests()).isEqualTo(1);
    assertThat(results.toList().get(0))
        .containsEntry("status", "success")
        .containsEntry("rows", 99L)
        .containsEntry("seconds", 0.123);
  }

  @Test
  void resultsThatAreOlderThanTheCallAreNotIts() throws IOException {
    assertThat(artifacts.read(NOON.plusSeconds(60), "i-1")).isSameAs(DbtResults.NONE);
  }

  @Test
  void resultsOfAnotherCallAreNotIts() throws IOException {
    assertThat(artifacts.read(NOON, "i-2")).isSameAs(DbtResults.NONE);
  }

  @Test
  void halfWrittenResultsAreNone() throws IOException {
    Files.writeString(
        target.resolve("run_results.json"), "{\"metadata\": {\"generated_at\": \"2026");

    assertThat(artifacts.read(NOON, "i-1")).isSameAs(DbtResults.NONE);
  }

  @Test
  void forgettingKeepsTheParsedProject() throws IOException {
    Files.writeString(target.resolve("partial_parse.msgpack"), "x");

    artifacts.forget();

    assertThat(target.resolve("run_results.json")).doesNotExist();
    assertThat(target.resolve("partial_parse.msgpack")).exists();
  }
}
