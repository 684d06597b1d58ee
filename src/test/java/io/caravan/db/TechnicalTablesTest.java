package io.caravan.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.TestDatabase;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The technical tables are made once, left alone when they are current, and refused when they are
 * not ours.
 */
class TechnicalTablesTest {

  private final Connections connections = new Connections(TestDatabase.settings(Map.of()), null);
  private final DataSource database = connections.get(Connections.WAREHOUSE);

  @AfterEach
  void close() {
    connections.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void knowsEveryMigrationOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .isEqualTo(TechnicalTables.SCRIPTS);
    }
  }

  @Test
  void makesTheTablesOnceAndFindsThemThere() throws SQLException {
    TechnicalTables.migrate(database);
    execute("insert into caravan.bookmarks (stream, fence) values ('a.b', 1)");

    TechnicalTables.migrate(database);

    execute(
        "update caravan.bookmarks set fence = 1 / count from (select count(*) from caravan.bookmarks) kept");
  }

  @Test
  void finishesAMigrationThatWasCutOff() throws SQLException {
    TechnicalTables.migrate(database);
    execute(
        "drop table caravan.sync_ledger cascade; delete from caravan.schema_history where script >= 'V3'");
    execute(
        "drop table if exists caravan.sync_accounts, caravan.sync_plan, caravan.api_tokens, caravan.sync_readings cascade");

    TechnicalTables.migrate(database);

    execute("select * from caravan.sync_ledger");
  }

  @Test
  void refusesTablesOfANewerProgram() throws SQLException {
    TechnicalTables.migrate(database);
    execute(
        """
        insert into caravan.schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
        values (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)
        """);

    assertThatThrownBy(() -> TechnicalTables.migrate(database))
        .isInstanceOfSatisfying(
            CaravanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.E801));
  }

  @Test
  void saysWhichRightIsMissing() throws SQLException {
    DatabaseAddress address = connections.address(Connections.WAREHOUSE);
    String role = "reader_" + address.name();
    execute("create role " + role + " login password 'reader-password'");
    Map<String, String> asReader =
        Map.of(
            "db.poor.url",
            address.jdbcUrl(),
            "db.poor.user",
            role,
            "db.poor.password",
            "reader-password");
    try (Connections poor = new Connections(TestDatabase.settings(asReader), null)) {
      assertThatThrownBy(() -> TechnicalTables.migrate(poor.get("poor")))
          .isInstanceOfSatisfying(
              CaravanException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.E301);
                assertThat(e.fixes().get(0)).startsWith("GRANT CREATE");
              });
    }
  }
}
