package io.caravan.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A MariaDB of the machine, started for the tests in a folder of its own under {@code target}, on
 * the loopback interface. Debian's package is {@code mariadb-server}; it need not be running.
 */
public final class MariaDbServer {

  private static int databases;
  private static MariaDbServer running;

  private final Process process;
  private final int port;

  private MariaDbServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * The one server of this test run; empty where the machine has no MariaDB, which is said loudly.
   */
  public static synchronized Optional<MariaDbServer> find() throws Exception {
    if (running == null) {
      Optional<Path> program = program("mariadbd", "mysqld");
      Optional<Path> install = program("mariadb-install-db", "mysql_install_db");
      if (program.isEmpty() || install.isEmpty()) {
        System.out.println(
            "SKIPPED: no mariadbd on this machine, so nothing was tried with MariaDB."
                + " apt-get install mariadb-server (it need not run)");
        return Optional.empty();
      }
      running = start(program.get(), install.get());
    }
    return Optional.of(running);
  }

  private static Optional<Path> program(String... names) {
    List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(":")));
    folders.add("/usr/sbin");
    folders.add("/usr/local/sbin");
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static MariaDbServer start(Path program, Path install) throws Exception {
    Files.createDirectories(Path.of("target"));
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mariadb-");
    // A path of a socket has at most 107 bytes.
    Path socket = Files.createTempDirectory("mariadb").resolve("s");
    String user = "--user=" + System.getProperty("user.name");
    String data = "--datadir=" + folder.resolve("data");
    run(
        folder,
        List.of(
            install.toString(),
            "--no-defaults",
            data,
            user,
            "--auth-root-authentication-method=normal",
            "--skip-test-db"));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--no-defaults",
                data,
                user,
                "--socket=" + socket,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--pid-file=" + folder.resolve("pid"),
                // Tests need no durability beyond the process.
                "--innodb-flush-log-at-trx-commit=2",
                "--skip-log-bin")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    MariaDbServer server = new MariaDbServer(process, port);
    for (int tries = 0; !server.answers(); tries++) {
      if (tries > 600 || process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException("mariadbd does not answer; its log is in " + folder);
      }
    }
    return server;
  }

  private static int freePort() throws IOException {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void run(Path folder, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("install.log").toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve("install.log")));
    }
  }

  private boolean answers() {
    try {
      execute("select 1");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Statements as root. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The URL of a new database, with the user who may do everything in it and nothing else. */
  public synchronized String create() throws SQLException {
    String name = "dwh" + ++databases;
    execute(
        "create database " + name,
        "create user " + name + "@'127.0.0.1' identified by 's3cret pw'",
        "grant all on " + name + ".* to " + name + "@'127.0.0.1'");
    return "mysql+pymysql://" + name + ":s3cret%20pw@127.0.0.1:" + port + "/" + name;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }
}
