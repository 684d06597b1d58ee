package io.caravan.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could not become a row of a file is written down beside it. */
class ApartRejectsTest {

  @TempDir private Path folder;

  @Test
  void rejectedRecordsAreForTheEyesOfWhoeverRanIt() throws Exception {
    Settings settings = Settings.load(Path.of("").toAbsolutePath(), Map.of(), Map.of());
    Path file = folder.resolve("work/rejects.jsonl");
    try (Connections connections = new Connections(settings, null)) {
      connections.sendApart(folder);
      HikariDataSource apart =
          TechnicalTables.in(connections, connections.placeOf("crm.people", ""));
      assertThat(ApartRejects.write(connections, file)).isZero();
      assertThat(file).doesNotExist();
      try (Connection connection = apart.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "insert into caravan_rejects (stream, table_name, run_id, reason, raw, hash, options)"
                + " values ('crm.people', 'crm.people', 'r', 'no key', '{\"name\":\"Ada\"}', 'h', '{}')");
      }

      assertThat(ApartRejects.write(connections, file)).isEqualTo(1);
      assertThat(ApartRejects.write(connections, file)).isEqualTo(1);
    }
    assertThat(Files.readAllLines(file)).singleElement().asString().contains("no key", "Ada");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
