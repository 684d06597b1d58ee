package io.caravan.embedded;

import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server of a data folder. Several processes may use it at once: the first starts
 * it, the others attach, the last one that closes stops it. Killed processes do not count, and the
 * server survives them; the next start attaches to it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final Path home;
  private final Duration patience;
  private final Server server;
  private final Cluster cluster;
  private final Binaries binaries;
  private ConnectionFile connection;
  private boolean open;

  private EmbeddedPostgres(Settings settings, Path home) throws IOException {
    this.home = home;
    this.patience = settings.getDuration("embedded.start-timeout", Duration.ofMinutes(2));
    this.binaries =
        Binaries.in(
            settings
                .find("embedded.binaries-dir")
                .map(folder -> settings.project().resolve(folder).normalize())
                .orElse(home));
    this.cluster = new Cluster(home);
    this.server = new Server(home, cluster.data(), binaries, patience);
  }

  /**
   * Starts, or attaches to, the server whose files are in the folder {@code postgres} of the data
   * folder. What is missing is made: programs, cluster, password, port, database.
   *
   * @throws CaravanException E300 no program for this machine or no start; E305 disk full; E306
   *     another process holds the folder; E801 files of another major version; E803 the port that
   *     the settings name is taken; E804 folder cannot be used by this user
   */
  public static EmbeddedPostgres start(Settings settings) {
    Path home = settings.dataDir().resolve("postgres");
    Failures.checkName(home);
    try {
      Files.createDirectories(home);
      EmbeddedPostgres postgres = new EmbeddedPostgres(settings, home);
      int port = settings.getInt("embedded.port", 0);
      postgres.alone(() -> postgres.open(port));
      return postgres;
    } catch (IOException e) {
      throw Failures.of(home, e);
    }
  }

  /**
   * Caravan's own database: name and user {@code caravan}, loopback, port and password as kept in
   * {@code connection.properties}. The user owns the whole server.
   */
  public DatabaseAddress address() {
    return connection.address();
  }

  /** Stops the server, unless somebody else uses it: then the last one to close stops it. */
  @Override
  public void close() {
    try {
      alone(this::leave);
    } catch (IOException e) {
      throw Failures.of(home, e);
    }
  }

  private void open(int wantedPort) throws IOException {
    cluster.removeLeftovers();
    Optional<ConnectionFile> kept = ConnectionFile.read(home);
    connection = kept.isPresent() ? kept.get() : ConnectionFile.fresh(home);
    if (cluster.exists()) {
      cluster.checkVersion();
      if (kept.isEmpty() && server.running().isEmpty()) {
        LOG.warn("{} was lost: setting a new password", connection.file());
        cluster.changePassword(binaries, account(), connection.password());
        connection.write();
      }
    } else {
      // The password is kept first: a cluster whose password nobody knows is of no use.
      connection.write();
      cluster.make(binaries, account(), connection.password());
    }
    if (!attach()) {
      startServer(wantedPort);
      if (!attach()) {
        throw Login.failed(connection, "the server ended again");
      }
    }
    InUse.enter(home);
    open = true;
  }

  private void leave() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    if (InUse.leave(home) && server.running().isPresent()) {
      server.stop(account());
      LOG.info("Stopped PostgreSQL on port {}", connection.port());
    }
  }

  private void startServer(int wantedPort) throws IOException {
    ServerAccount account = account();
    int port = wantedPort != 0 ? wantedPort : connection.port();
    while (port == 0
        || !Ports.free(port)
        || server.start(account, port) == Server.Attempt.PORT_TAKEN) {
      if (wantedPort != 0) {
        throw Failures.portTaken(wantedPort, home);
      }
      port = Ports.choose();
    }
    if (port != connection.port()) {
      connection = connection.withPort(port).write();
    }
    LOG.info("Started PostgreSQL {} on port {}", Binaries.VERSION, port);
  }

  private boolean attach() throws IOException {
    Optional<ConnectionFile> entered = Login.enter(server, connection, patience);
    if (entered.isPresent()) {
      connection = entered.get();
    }
    return entered.isPresent();
  }

  private ServerAccount account() throws IOException {
    return ServerAccount.find(home, cluster.data(), binaries);
  }

  /** One start or stop at a time, in all processes. */
  private void alone(ExclusiveFile.Work work) throws IOException {
    ExclusiveFile.hold(home.resolve("lifecycle.lock"), patience.plusSeconds(30), work);
  }
}
