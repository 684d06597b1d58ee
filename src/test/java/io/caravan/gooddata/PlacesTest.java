package io.caravan.gooddata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every workspace has its own data source and schema; the files have one. */
class PlacesTest {

  private static Target target(String wanted, String... settings) {
    Map<String, String> overrides = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      overrides.put(settings[i], settings[i + 1]);
    }
    return Target.of(Settings.load(Path.of(""), overrides, Map.of()), wanted);
  }

  private static Object table(Model model, int dataset) {
    return Tree.at(model.ldm().get("datasets").get(dataset), "dataSourceTableId");
  }

  @Test
  void dataSourceAndSchemaAreReplacedOnTheWayThereAndBack() {
    Target production =
        target(
            "production", "gooddata.production-data-source", "cicd-prod", "gooddata.schema", "out");

    Model there = production.fromFiles(ModelFiles.whole());

    assertThat(table(there, 3))
        .isEqualTo(
            Map.of(
                "dataSourceId", "cicd-prod",
                "id", "users",
                "path", List.of("out", "users"),
                "type", "dataSource"));
    assertThat(production.toFiles(there)).isEqualTo(ModelFiles.whole());
    assertThat(production.dataSource()).isEqualTo("cicd-prod");
  }

  @Test
  void severalDataSourcesArePairs() {
    Target staging = target("staging", "gooddata.data-source", "cicd=a, sales=b");

    assertThat(staging.dataSources())
        .containsExactly(Map.entry("cicd", "a"), Map.entry("sales", "b"));
  }

  @Test
  void aWorkspaceIsMeantByItsRoleOrByItsId() {
    assertThat(target("ci-stage", "gooddata.staging-workspace", "ci-stage").role())
        .isEqualTo("staging");
    assertThatThrownBy(() -> target("elsewhere"))
        .hasMessageContaining("E104")
        .hasMessageContaining("staging (staging)");
    assertThatThrownBy(() -> target("staging", "gooddata.staging-workspace", "a/b"))
        .hasMessageContaining("E106");
  }

  @Test
  void theNamesOfTheProgramBeforeStillWork() {
    Settings settings =
        Settings.load(
            Path.of(""),
            Map.of(),
            Map.of(
                "STAGING_WORKSPACE_ID", "s",
                "PRODUCTION_WORKSPACE_ID", "p",
                "GOODDATA_DATA_SOURCE_ID", "d",
                "GOODDATA_HOST", "https://acme.example"));

    assertThat(Target.of(settings, "staging").workspace()).isEqualTo("s");
    assertThat(Target.of(settings, "production").workspace()).isEqualTo("p");
    assertThat(Target.of(settings, "production").dataSource()).isEqualTo("d");
    assertThat(settings.get("gooddata.base-url", "")).isEqualTo("https://acme.example");
  }
}
