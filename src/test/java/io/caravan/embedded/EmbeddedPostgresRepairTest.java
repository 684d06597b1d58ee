package io.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was killed, lost, taken or copied, and what the next start makes of it. */
class EmbeddedPostgresRepairTest {

  @TempDir Path parent;
  private Path data;
  private Path home;
  private Settings settings;

  @BeforeEach
  void prepare() throws Exception {
    data = TestFolders.prepared();
    home = data.resolve("postgres");
    settings = TestFolders.settings(data);
  }

  @Test
  void keepsCommittedRowsWhenTheServerIsKilled() throws Exception {
    try (EmbeddedPostgres killed = EmbeddedPostgres.start(settings)) {
      Sql.run(
          killed.address(),
          "drop table if exists kept",
          "create table kept as select generate_series(1, 1000) as n");
      kill(PostmasterFile.in(home.resolve("data")).orElseThrow().pid());

      try (EmbeddedPostgres again = EmbeddedPostgres.start(settings)) {
        assertThat(Sql.ask(again.address(), "select sum(n) from kept")).isEqualTo("500500");
        assertThat(again.address()).isEqualTo(killed.address());
      }
    }
  }

  @Test
  void removesWhatAKilledFirstStartLeft() throws Exception {
    Path killed = parent.resolve("killed").resolve("postgres");
    Files.createDirectories(killed.resolve("making-1").resolve("base"));
    Files.writeString(killed.resolve("making-1").resolve("PG_VERSION"), "17");
    Files.writeString(killed.resolve("making-1.pw"), "half");
    Files.writeString(killed.resolve("connection.properties.new"), "half");

    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(TestFolders.settings(killed.getParent()))) {
      assertThat(Sql.ask(postgres.address(), "select current_database()")).isEqualTo("caravan");
      assertThat(killed.toFile().list())
          .containsExactlyInAnyOrder(
              "connection.properties", "data", "in-use.lock", "lifecycle.lock", "postgres.log");
    }
  }

  @Test
  void makesTheDatabaseWhenTheFirstStartDiedBeforeIt() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      DatabaseAddress a = postgres.address();
      Sql.run(
          new DatabaseAddress(a.host(), a.port(), "postgres", a.user(), a.password()),
          "drop database caravan");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      assertThat(Sql.ask(postgres.address(), "select current_database()")).isEqualTo("caravan");
    }
  }

  @Test
  void unpacksAgainWhatAKilledUnpackingLeft() throws Exception {
    Path binaries = parent.resolve("binaries");
    Files.createDirectories(binaries.resolve("unpacking-1").resolve("bin"));

    Binaries unpacked = Binaries.in(binaries);

    assertThat(Files.isExecutable(Path.of(unpacked.program("postgres")))).isTrue();
    assertThat(binaries.toFile().list())
        .containsExactlyInAnyOrder("bin-" + Binaries.VERSION, "unpack.lock");
  }

  @Test
  void choosesAnotherPortWhenItsOwnIsTaken() throws Exception {
    ConnectionFile kept = ConnectionFile.read(home).orElseThrow();
    try (ServerSocket foreign =
            new ServerSocket(kept.port(), 1, InetAddress.getByName("127.0.0.1"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      assertThat(postgres.address().port()).isNotEqualTo(foreign.getLocalPort());
      assertThat(Sql.ask(postgres.address(), "select 1")).isEqualTo("1");
      assertThat(ConnectionFile.read(home).orElseThrow().port())
          .isEqualTo(postgres.address().port());
    }
  }

  @Test
  void saysWhenThePortOfTheSettingsIsTaken() throws Exception {
    try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(foreign.getLocalPort());
      assertThatThrownBy(
              () -> EmbeddedPostgres.start(TestFolders.settings(data, "embedded.port", port)))
          .isInstanceOfSatisfying(
              CaravanException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.E803);
                assertThat(e.what()).contains(port);
                assertThat(e.where()).contains("embedded.port");
                assertThat(e.why()).contains("another program listens there");
                assertThat(e.fixes().get(0)).contains("embedded.port = 0");
              });
    }
  }

  @Test
  void listensOnThePortOfTheSettings() throws Exception {
    String port = Integer.toString(Ports.choose());
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(TestFolders.settings(data, "embedded.port", port))) {
      assertThat(Sql.ask(postgres.address(), "show port")).isEqualTo(port);
    }
  }

  @Test
  void setsANewPasswordWhenTheConnectionFileIsLost() throws Exception {
    String old = ConnectionFile.read(home).orElseThrow().password();
    Files.delete(home.resolve("connection.properties"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      assertThat(postgres.address().password()).isNotEqualTo(old);
      assertThat(Sql.ask(postgres.address(), "select current_user")).isEqualTo("caravan");
    }
  }

  @Test
  void saysWhenTheRunningServerDoesNotTakeThePassword() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      assertThat(postgres.address().password()).isNotEmpty();
      Files.delete(home.resolve("connection.properties"));
      assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
          .isInstanceOfSatisfying(
              CaravanException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.E300);
                assertThat(e.why()).contains("does not take the password");
                assertThat(e.fixes()).anyMatch(fix -> fix.contains("connection.properties"));
              });
    }
    // The way the message shows leads out.
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      assertThat(Sql.ask(postgres.address(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void startsWhenTheNumberOfItsDeadServerNowBelongsToAnotherProgram() throws Exception {
    Files.write(
        home.resolve("data").resolve("postmaster.pid"),
        List.of(
            Long.toString(ProcessHandle.current().pid()),
            home.resolve("data").toRealPath().toString(),
            "1700000000",
            "5432",
            "",
            "127.0.0.1",
            "        0         0",
            "ready   "));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      assertThat(Sql.ask(postgres.address(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void startsAServerOfItsOwnInACopyOfTheFolderOfARunningOne() throws Exception {
    Path copy = parent.resolve("copy");
    try (EmbeddedPostgres original = EmbeddedPostgres.start(settings)) {
      TestFolders.copy(data, copy);
      try (EmbeddedPostgres copied = EmbeddedPostgres.start(TestFolders.settings(copy))) {
        assertThat(copied.address().port()).isNotEqualTo(original.address().port());
        assertThat(Sql.ask(copied.address(), "show data_directory"))
            .isEqualTo(copy.resolve("postgres/data").toString());
      }
    }
  }

  @Test
  void refusesTheFilesOfAnotherMajorVersion() throws Exception {
    Path old = parent.resolve("postgres").resolve("data");
    Files.createDirectories(old);
    Files.writeString(old.resolve("PG_VERSION"), "15\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(TestFolders.settings(parent)))
        .isInstanceOfSatisfying(
            CaravanException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.E801);
              assertThat(e.where()).isEqualTo(old.toString());
              assertThat(e.why()).contains("PostgreSQL 15").contains("17");
              assertThat(e.fixes()).isNotEmpty();
            });
  }

  @Test
  void showsWhatTheServerSaidWhenItDoesNotStart() throws Exception {
    Path file = home.resolve("data").resolve("postgresql.conf");
    String good = Files.readString(file);
    Files.writeString(file, good + "work_mem = lots\n");
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
          .isInstanceOfSatisfying(
              CaravanException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.E300);
                assertThat(e.why()).contains("work_mem").contains("lots");
                assertThat(e.where()).endsWith("postgres.log");
              });
    } finally {
      Files.writeString(file, good);
    }
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (LiveProcess.isAlive(pid)) {
      assertThat(System.nanoTime()).as("still alive").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
