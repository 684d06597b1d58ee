package io.caravan.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbtEnvironmentTest {

  @TempDir Path project;

  @Test
  void dbtSeesTheDatabaseAndNothingThatIsNotItsBusiness() {
    Settings settings = Settings.load(project, Map.of("dbt.schema", "marts"), Map.of());

    Map<String, String> environment =
        DbtEnvironment.of(
            settings,
            new DatabaseAddress("127.0.0.1", 5433, "etl", "loader", "hidden"),
            DbtFolders.of(settings),
            Map.of(
                "PATH", "/bin",
                "PIPEDRIVE_CLIENT_SECRET", "no",
                "DBT_PROFILES_DIR", "/elsewhere",
                "PYTHONPATH", "/elsewhere"));

    assertThat(environment)
        .containsEntry("PATH", "/bin")
        .containsEntry("CARAVAN_DB_HOST", "127.0.0.1")
        .containsEntry("CARAVAN_DB_PORT", "5433")
        .containsEntry("CARAVAN_DBT_SCHEMA", "marts")
        .containsEntry("CARAVAN_DBT_THREADS", "4")
        .containsEntry("DBT_ENV_SECRET_CARAVAN_DB_PASSWORD", "hidden")
        .containsEntry("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
        .doesNotContainKeys("PIPEDRIVE_CLIENT_SECRET", "DBT_PROFILES_DIR", "PYTHONPATH");
  }
}
