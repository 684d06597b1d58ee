package io.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.caravan.db.DatabaseAddress;
import io.caravan.error.ExitCode;
import io.caravan.sandbox.DemoRepository;
import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person sees when something is wrong: code, what, where, why, the next command and the exit
 * code; and that after the correction nothing is lost and nothing there twice.
 */
class BadInputIT {

  private static final String PIPELINE = "sync-orders-to-pipedrive";
  private static final String NOWHERE = "127.0.0.1:1";

  @TempDir(factory = UnderTarget.class)
  private Path folder;

  private final Sandbox sandbox = Sandbox.start(0);
  private final PipedriveSandbox pipedrive = sandbox.pipedrive();
  private final Map<String, String> settings = new HashMap<>();
  private DatabaseAddress database;

  @BeforeEach
  void prepare() {
    database = TestDatabase.create();
    settings.put("caravan.data-dir", folder.resolve("data").toString());
    settings.put("db.warehouse.url", database.jdbcUrl());
    settings.put("db.warehouse.user", database.user());
    settings.put("db.warehouse.password", database.password());
    settings.put("jaffle.repository", DemoRepository.create(folder.resolve("shop")).toString());
    settings.put("pipedrive.base-url", sandbox.address().toString());
    settings.put("pipedrive.token", PipedriveSandbox.API_TOKEN);
    settings.put("pipedrive.settle-time", "1s");
    settings.put("caravan.lease-ttl", "2s");
    settings.put("http.first-wait", "10ms");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aJavaThatIsTooOld() throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk-11/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("jdk-11/release"), "JAVA_VERSION=\"11.0.2\"\n");
    settings.put("java.home", folder.resolve("jdk-11").toString());

    fails(Packaged.launcher(settings, "version"), ExitCode.CONFIG, "E811", "17", "11.0.2", "next");
  }

  @Test
  void aJavaThatIsNotThere() {
    settings.put("java.home", folder.resolve("nowhere").toString());

    fails(Packaged.launcher(settings, "version"), ExitCode.CONFIG, "E811", "JAVA_HOME", "next");
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings.put("http.port", Integer.toString(taken.getLocalPort()));

      fails(
          Packaged.java(settings, "serve"),
          ExitCode.CONFIG,
          "E803",
          Integer.toString(taken.getLocalPort()),
          "HTTP_PORT=");
    }
  }

  @Test
  void aScheduleThatCannotBeRead() {
    settings.put("sync-orders-to-pipedrive.schedule", "61 * *");

    fails(
        Packaged.java(settings, "serve"),
        ExitCode.CONFIG,
        "E103 The schedule '61 * *' cannot be read",
        "sync-orders-to-pipedrive.camel.yaml:",
        "between 0 and 59",
        "0 0 6 * * ?");
  }

  @Test
  void aRepositoryOrABranchThatIsNotThereAndNoDataIsLostByIt() throws Exception {
    String right = settings.put("jaffle.repository", "http://" + NOWHERE + "/shop.git");
    fails(
        Packaged.java(settings, "run", "jaffle.orders"),
        ExitCode.UNAVAILABLE,
        "E321",
        "jaffle.repository",
        "refused",
        "git ls-remote");

    settings.put("jaffle.repository", right);
    settings.put("jaffle.ref", "nobody");
    fails(
        Packaged.java(settings, "run", "jaffle.orders"),
        ExitCode.CONFIG,
        "E322",
        "'nobody'",
        "jaffle.ref",
        "it has main",
        "Set jaffle.ref");

    settings.put("jaffle.ref", "main");
    succeeds(Packaged.java(settings, "run", "jaffle.orders"));
    assertThat(rows("jaffle.orders")).isEqualTo(150);
  }

  @Test
  void aDatabaseThatIsDownAtTheStart() {
    settings.put("db.warehouse.url", "postgresql://" + NOWHERE + "/caravan");

    fails(
        Packaged.java(settings, "run", "jaffle.orders"),
        ExitCode.UNAVAILABLE,
        "E300 Cannot reach the database",
        NOWHERE,
        "refused",
        "Start the database or correct db.warehouse.url");
  }

  @Test
  void aSystemThatIsDownAndALoginThatWasRevoked() throws IOException {
    Path file = folder.resolve("deals.csv");
    Files.writeString(
        file, "order_id,title,status,value,currency\n1,Ada,open,20,EUR\n2,Bob,won,30,EUR\n");
    String[] load = {"pipedrive", "load-file", file.toString()};

    String right = settings.put("pipedrive.base-url", "http://" + NOWHERE);
    fails(
        Packaged.java(settings, load),
        ExitCode.UNAVAILABLE,
        "E201 The remote system cannot be reached",
        "pipedrive",
        "refused",
        "next");

    settings.put("pipedrive.base-url", right);
    settings.remove("pipedrive.token");
    settings.put("pipedrive.token-url", right + "/oauth/token");
    settings.put("pipedrive.client-id", PipedriveSandbox.CLIENT_ID);
    settings.put("pipedrive.client-secret", PipedriveSandbox.CLIENT_SECRET);
    logIn();
    pipedrive.revokeGrant();
    fails(
        Packaged.java(settings, load),
        ExitCode.NO_PERMISSION,
        "E203",
        "pipedrive",
        "./caravan auth login pipedrive");
    assertThat(pipedrive.dealCount()).isZero();

    logIn();
    succeeds(Packaged.java(settings, load));
    succeeds(Packaged.java(settings, load));
    assertThat(pipedrive.created()).isEqualTo(2);
  }

  @Test
  void aMissingPythonABrokenModelAndAFailedTestThenAllIsWell() throws Exception {
    settings.put("dbt.python", folder.resolve("no-python").toString());
    settings.put("dbt.venv", folder.resolve("venv").toString());
    fails(
        Packaged.java(settings, "run", PIPELINE),
        ExitCode.CONFIG,
        "E501",
        "no-python",
        "dbt.python",
        "next");
    settings.remove("dbt.python");
    settings.remove("dbt.venv");
    settings.put("dbt.command", WarmDbt.command().toString());

    Path project = copyOfTheDbtProject();
    Path model = project.resolve("models/staging/jaffle/stg_jaffle__payments.sql");
    String right = Files.readString(model);
    settings.put("dbt.project", project.toString());
    Files.writeString(model, right.replace("payment_method", "payment_methods"));
    fails(
        Packaged.java(settings, "run", PIPELINE),
        ExitCode.FAILED,
        "E502",
        "stg_jaffle__payments",
        "models/staging/jaffle/stg_jaffle__payments.sql",
        "payment_methods",
        "next");

    Files.writeString(model, right.replace("cast(payment_method as text)", "'barter'"));
    fails(
        Packaged.java(settings, "run", PIPELINE),
        ExitCode.FAILED,
        "E503",
        "accepted_values",
        "next");
    assertThat(pipedrive.writeCalls()).isZero();

    Files.writeString(model, right);
    succeeds(Packaged.java(settings, "run", PIPELINE));
    assertThat(pipedrive.dealCount()).isEqualTo(pipedrive.created()).isEqualTo(134);
  }

  @Test
  void aDiskThatIsFull() throws Exception {
    for (String key : List.of("url", "user", "password")) {
      settings.remove("db.warehouse." + key);
    }
    Path small = Files.createDirectories(folder.resolve("small"));
    settings.put("caravan.data-dir", small.resolve("data").toString());
    List<String> onSmallDisk =
        List.of(
            "unshare",
            "-m",
            "sh",
            "-c",
            "mount -t tmpfs -o size=30m none \"$0\" && exec \"$@\"",
            small.toString());
    boolean possible =
        new ProcessBuilder(Stream.concat(onSmallDisk.stream(), Stream.of("true")).toList())
                .redirectErrorStream(true)
                .start()
                .waitFor()
            == 0;
    if (!possible) {
      System.out.println("SKIPPED: only root can make the small disk that this test fills");
    }
    assumeTrue(possible, "no small disk");

    fails(
        Packaged.launcher(onSmallDisk, settings, "run", "jaffle.orders"),
        ExitCode.DISK,
        "E305",
        small.toString(),
        "free:",
        "Free some space");
  }

  @Test
  void aDatabaseThatGoesAwayInTheMiddleOfTheSync() throws Exception {
    for (String key : List.of("url", "user", "password")) {
      settings.remove("db.warehouse." + key);
    }
    settings.put("dbt.command", WarmDbt.command().toString());
    pipedrive.delayNext("POST", "/api/v2/deals", Duration.ofMillis(50), 1000);
    try (Packaged run = Packaged.java(settings, "run", PIPELINE)) {
      while (pipedrive.created() < 20 && !run.endsWithin(Duration.ofMillis(5))) {
        continue;
      }
      stopTheEmbeddedServer();
      assertThat(run.exitCode()).as(run.said()).isEqualTo(ExitCode.UNAVAILABLE.number());
      assertThat(run.said()).contains("E300").contains("why").contains("./caravan doctor");
    }
    pipedrive.clearFaults();

    succeeds(Packaged.java(settings, "run", PIPELINE));
    assertThat(pipedrive.dealCount()).isEqualTo(pipedrive.created()).isEqualTo(134);
  }

  private void stopTheEmbeddedServer() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"), 4)) {
      Path pid = files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
      ProcessHandle server =
          ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip())).orElseThrow();
      server.destroyForcibly();
      server.onExit().join();
    }
  }

  private void logIn() {
    Map<String, Object> login = pipedrive.login();
    for (String part : List.of("access-token", "refresh-token")) {
      String value = login.get(part.replace('-', '_')).toString();
      try (Packaged set = Packaged.java(settings, "pipedrive", "set-auth", part)) {
        assertThat(set.type(value).exitCode()).as(set.said()).isZero();
      }
    }
  }

  private Path copyOfTheDbtProject() throws IOException {
    Path copy = folder.resolve("dbt");
    try (Stream<Path> files = Files.walk(Path.of("dbt"))) {
      for (Path file : files.toList()) {
        Path there = copy.resolve(Path.of("dbt").relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(there);
        } else {
          Files.copy(file, there);
        }
      }
    }
    return copy;
  }

  private long rows(String table) throws Exception {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        var count = statement.executeQuery("select count(*) from " + table)) {
      count.next();
      return count.getLong(1);
    }
  }

  private static void fails(Packaged run, ExitCode code, String... words) {
    try (run) {
      assertThat(run.exitCode()).as(run.said()).isEqualTo(code.number());
      assertThat(run.said()).contains(words);
    }
  }

  private static void succeeds(Packaged run) {
    try (run) {
      assertThat(run.exitCode()).as(run.said()).isZero();
    }
  }
}
