package io.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.TestDatabase;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process, one folder: what a start makes, and what the next one finds. */
class EmbeddedPostgresTest {

  @TempDir Path parent;

  @Test
  void savesSafelyAsksForAPasswordAndListensOnLoopbackOnly() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(TestFolders.settings(TestFolders.prepared()))) {
      DatabaseAddress address = postgres.address();
      for (List<String> setting :
          List.of(
              List.of("fsync", "on"),
              List.of("synchronous_commit", "on"),
              List.of("full_page_writes", "on"),
              List.of("data_checksums", "on"),
              List.of("password_encryption", "scram-sha-256"),
              List.of("listen_addresses", "127.0.0.1"),
              List.of("unix_socket_directories", ""),
              List.of("server_encoding", "UTF8"))) {
        assertThat(Sql.ask(address, "select current_setting('" + setting.get(0) + "')"))
            .as(setting.get(0))
            .isEqualTo(setting.get(1));
      }
      assertThat(
              Sql.ask(
                  address, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
      assertThat(Sql.ask(address, "select upper('äöé') || (('a' < 'B')::text)"))
          .isEqualTo("ÄÖÉfalse");
    }
  }

  @Test
  void refusesAWrongPassword() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(TestFolders.settings(TestFolders.prepared()))) {
      DatabaseAddress a = postgres.address();
      DatabaseAddress wrong =
          new DatabaseAddress(a.host(), a.port(), a.name(), a.user(), "not the password");
      assertThatThrownBy(() -> TestDatabase.connect(wrong))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }
  }

  @Test
  void keepsRowsPortAndPasswordBetweenStarts() throws Exception {
    Path data = TestFolders.prepared();
    DatabaseAddress first;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestFolders.settings(data))) {
      first = postgres.address();
      Sql.run(first, "drop table if exists kept", "create table kept as select 42 as answer");
    }
    assertThat(Ports.free(first.port())).as("stopped").isTrue();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestFolders.settings(data))) {
      assertThat(postgres.address()).isEqualTo(first);
      assertThat(Sql.ask(postgres.address(), "select answer from kept")).isEqualTo("42");
    }
  }

  /** The path has spaces and quotes, and is longer than that of a Unix socket may be. */
  @Test
  void givesTheConnectionFileToItsOwnerOnlyAndLeavesNoPasswordElsewhere() throws Exception {
    Path data = parent.resolve("a folder's name ".repeat(8).strip()).resolve("ä");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestFolders.settings(data))) {
      Path home = data.resolve("postgres");
      assertThat(permissions(home.resolve("connection.properties"))).isEqualTo("rw-------");
      assertThat(permissions(home.resolve("postgres.log"))).isEqualTo("rw-------");
      assertThat(permissions(home.resolve("data"))).isEqualTo("rwx------");
      assertThat(home.toFile().list())
          .containsExactlyInAnyOrder(
              "connection.properties", "data", "in-use.lock", "lifecycle.lock", "postgres.log");
      assertThat(postgres.address().password()).hasSize(48);
      assertThat(home.resolve("postgres.log"))
          .content()
          .doesNotContain(postgres.address().password());
    }
  }

  @Test
  void aSecondStartInTheSameFolderAttachesAndTheLastOneToCloseStops() throws Exception {
    Path data = TestFolders.prepared();
    EmbeddedPostgres first = EmbeddedPostgres.start(TestFolders.settings(data));
    EmbeddedPostgres second = EmbeddedPostgres.start(TestFolders.settings(data));
    DatabaseAddress address = second.address();
    assertThat(address).isEqualTo(first.address());
    assertThat(Sql.ask(first.address(), "select pg_postmaster_start_time()"))
        .isEqualTo(Sql.ask(address, "select pg_postmaster_start_time()"));

    first.close();
    first.close();
    assertThat(Sql.ask(address, "select 1")).isEqualTo("1");
    second.close();
    assertThat(Ports.free(address.port())).as("stopped").isTrue();
  }

  @Test
  void refusesAFolderWhoseNameAShellWouldMisread() {
    assertThatThrownBy(() -> EmbeddedPostgres.start(TestFolders.settings(parent.resolve("$HOME"))))
        .isInstanceOfSatisfying(
            CaravanException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.E106);
              assertThat(e.where()).contains("caravan.data-dir").contains("$HOME");
              assertThat(e.fixes()).isNotEmpty();
            });
    assertThat(parent.toFile().list()).isEmpty();
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
