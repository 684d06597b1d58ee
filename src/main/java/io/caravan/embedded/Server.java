package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts and stops the server through {@code pg_ctl}, which gives it a session of its own: a Ctrl-C
 * meant for Caravan does not reach it.
 */
final class Server {

  private static final Duration PATIENCE_WITH_ORPHANS = Duration.ofSeconds(15);

  private final Path home;
  private final Path data;
  private final Binaries binaries;
  private final Duration patience;
  private final ServerLog log;

  /**
   * @param patience how long the server may take to start, which after a crash includes the
   *     recovery
   */
  Server(Path home, Path data, Binaries binaries, Duration patience) {
    this.home = home;
    this.data = data;
    this.binaries = binaries;
    this.patience = patience;
    this.log = new ServerLog(home.resolve("postgres.log"));
  }

  /** The server that runs on the files; it may still be starting. */
  Optional<PostmasterFile> running() throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.in(data);
    return file.isPresent() && file.get().alive() ? file : Optional.empty();
  }

  /** How an attempt to start ended. */
  enum Attempt {
    STARTED,
    PORT_TAKEN
  }

  /** Starts the server on a port of the loopback address. */
  Attempt start(ServerAccount account, int port) throws IOException {
    account.own(data);
    log.prepare(account);
    removeStalePostmasterFile();
    long deadline = System.nanoTime() + PATIENCE_WITH_ORPHANS.toNanos();
    while (true) {
      long before = log.size();
      Program.Outcome outcome = pgCtl(account, startArguments(port));
      if (outcome.succeeded()) {
        return Attempt.STARTED;
      }
      String said = log.since(before);
      if (said.contains("could not bind") || said.contains("could not create any TCP/IP sockets")) {
        return Attempt.PORT_TAKEN;
      }
      // The processes of a killed server need a moment to notice; only when the last one is gone
      // may its memory and its files be taken over.
      if (!said.contains("is still in use") || System.nanoTime() > deadline) {
        throw Failures.of(
            "The embedded PostgreSQL did not start", home, outcome.output() + "\n" + said);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** Ends all connections, writes everything down and stops. */
  void stop(ServerAccount account) throws IOException {
    Program.Outcome outcome = pgCtl(account, List.of("stop", "--mode=fast"));
    if (!outcome.succeeded() && running().isPresent()) {
      throw Failures.of("The embedded PostgreSQL did not stop", home, outcome.output());
    }
  }

  private List<String> startArguments(int port) {
    // On the command line, where they win over whatever stands in the configuration file. An empty
    // directory for sockets means none: a socket's path may have 107 bytes, a data folder's more.
    String options =
        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on";
    return List.of("start", "--log=" + log.file(), "--options=" + options);
  }

  private Program.Outcome pgCtl(ServerAccount account, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("pg_ctl"));
    command.add("--pgdata=" + data);
    command.add("--wait");
    command.add("--timeout=" + patience.toSeconds());
    command.addAll(arguments);
    return Program.run(binaries.folder(), account.prefix(), command);
  }

  /**
   * Where the number in the file is another program's, PostgreSQL takes that for a running server
   * and refuses to start. It goes only when no process of a server is left in the folder.
   */
  private void removeStalePostmasterFile() throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.in(data);
    if (file.isEmpty() || ProcessHandle.of(file.get().pid()).isEmpty()) {
      return;
    }
    long deadline = System.nanoTime() + PATIENCE_WITH_ORPHANS.toNanos();
    while (LiveProcess.anyPostgresIn(data)) {
      if (System.nanoTime() > deadline) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    Files.deleteIfExists(file.get().file());
  }
}
