package io.caravan.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An {@code .env} that was written for a system before Caravan says the same here. */
class OldNameTest {

  @TempDir Path project;

  @Test
  void theNamesOfTheExportToolAreUnderstoodInAnyCapitals() throws Exception {
    Files.writeString(
        project.resolve(".env"),
        """
        et_domain=acme.enderturing.com
        ET_USER=ann@acme.example
        et_password=s3cret-password
        et_token=s3cret-token
        et_auth_by_token=False
        incremental_sync_n_days=45
        test_mode_limit_sessions=50
        """);
    Settings settings = Settings.load(project, Map.of(), Map.of());

    assertThat(settings.require("enderturing.domain")).isEqualTo("acme.enderturing.com");
    assertThat(settings.require("enderturing.user")).isEqualTo("ann@acme.example");
    assertThat(settings.require("enderturing.password")).isEqualTo("s3cret-password");
    assertThat(settings.require("enderturing.token")).isEqualTo("s3cret-token");
    assertThat(settings.getBoolean("enderturing.token-first", true)).isFalse();
    assertThat(settings.require("enderturing.recent")).isEqualTo("P45D");
    assertThat(settings.getInt("caravan.test-mode-limit", 200)).isEqualTo(50);
    assertThat(settings.origin("enderturing.recent").orElseThrow().place()).isEqualTo(".env:6");
  }

  @Test
  void theDatabaseInPiecesIsTheWarehouse() throws Exception {
    Map<String, String> pieces =
        Map.of(
            "POSTGRES_DBNAME", "cicd",
            "POSTGRES_HOST", "db.example.org",
            "POSTGRES_USER", "loader",
            "POSTGRES_PASS", "s3cret-password",
            "POSTGRES_INPUT_SCHEMA", "raw");
    Settings settings = Settings.load(project, Map.of(), pieces);

    assertThat(settings.require("db.warehouse.url"))
        .isEqualTo("jdbc:postgresql://db.example.org:5432/cicd");
    assertThat(settings.require("db.warehouse.user")).isEqualTo("loader");
    assertThat(settings.require("db.warehouse.password")).isEqualTo("s3cret-password");
    assertThat(settings.require("github.schema")).isEqualTo("raw");
  }

  @Test
  void piecesWithoutTheNameOfADatabaseMeanNothing() throws Exception {
    Settings settings =
        Settings.load(
            project, Map.of(), Map.of("POSTGRES_HOST", "db", "POSTGRES_USER", "postgres"));

    assertThat(settings.find("db.warehouse.url")).isEmpty();
    assertThat(settings.find("db.warehouse.user")).isEmpty();
  }
}
