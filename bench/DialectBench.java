import com.zaxxer.hikari.HikariDataSource;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.load.LoadCounts;
import io.caravan.load.LoadOptions;
import io.caravan.load.LoadRequest;
import io.caravan.load.Loader;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures how many rows a second go into SQLite and MariaDB through the loader, by pages of 10,000
 * records of ten fields: into an empty table, again without a change, and with a change in each row.
 */
public final class DialectBench {

  private static final int PAGE = 10_000;

  private final HikariDataSource database;
  private final int rows;
  private int runs;

  private DialectBench(HikariDataSource database, int rows) {
    this.database = database;
    this.rows = rows;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]).toAbsolutePath();
    int rows = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    Path file = folder.resolve("bench.db");
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + end));
    }
    measure("SQLite", "sqlite:///" + file, rows, rounds, 100_000);
    if (!Files.isExecutable(Path.of("/usr/sbin/mariadbd"))) {
      System.out.println("SKIPPED: no /usr/sbin/mariadbd; apt-get install mariadb-server");
      return;
    }
    mariaDb(folder.resolve("mariadb"), rows, rounds);
  }

  private static void mariaDb(Path folder, int rows, int rounds) throws Exception {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(folder);
    String user = "--user=" + System.getProperty("user.name");
    String data = "--datadir=" + folder.resolve("data");
    Process install =
        start(folder, "install.log", "mariadb-install-db", "--no-defaults", data, user,
            "--auth-root-authentication-method=normal", "--skip-test-db");
    if (install.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("install.log")));
    }
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    // As a server comes, but for the memory: each commit is on the disk.
    Process server =
        start(folder, "log", "/usr/sbin/mariadbd", "--no-defaults", data, user,
            "--socket=" + Files.createTempDirectory("bench").resolve("s"), "--port=" + port,
            "--bind-address=127.0.0.1", "--innodb-buffer-pool-size=512M", "--innodb-log-file-size=512M");
    try {
      String root = "jdbc:mariadb://127.0.0.1:" + port + "/";
      while (!answers(root)) {
        if (server.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new IOException(Files.readString(folder.resolve("log")));
        }
      }
      measure("MariaDB", "mysql://root:@127.0.0.1:" + port + "/bench", rows, rounds, 30_000);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static Process start(Path folder, String log, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(log).toFile())
        .start();
  }

  private static boolean answers(String url) {
    try (Connection connection = DriverManager.getConnection(url, "root", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create database if not exists bench");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void measure(String name, String url, int rows, int rounds, int wanted) {
    Settings settings = Settings.load(Path.of("target/bench"), Map.of("db.bench.url", url), Map.of());
    try (Connections connections = new Connections(settings, null)) {
      DialectBench bench = new DialectBench(connections.get("bench"), rows);
      TechnicalTables.migrate(bench.database);
      double[][] speed = new double[3][rounds];
      for (int round = 0; round < rounds; round++) {
        String table = "bench.deals" + round;
        speed[0][round] = bench.load(table, 0, "new");
        speed[1][round] = bench.load(table, 0, "same");
        speed[2][round] = bench.load(table, 1, "changed");
      }
      System.out.printf(
          Locale.ROOT,
          "%-8s %,d rows: new %,.0f rows/s, same %,.0f rows/s, changed %,.0f rows/s (wanted: %,d upserts/s)%n",
          name, rows, median(speed[0]), median(speed[1]), median(speed[2]), wanted);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private double load(String table, int version, String counted) {
    Loader loader = new Loader(database, table, LoadOptions.keyedBy("id"));
    String run = "bench" + ++runs;
    List<LoadCounts> counts = new ArrayList<>();
    long begin = System.nanoTime();
    for (int from = 0; from < rows; from += PAGE) {
      Map<String, List<Object>> page = Map.of(table, page(from, Math.min(rows, from + PAGE), version));
      counts.addAll(loader.take(new LoadRequest(page, "{\"at\":" + from + "}", run, 1L)));
    }
    loader.finish().ifPresent(counts::add);
    double seconds = (System.nanoTime() - begin) / 1e9;
    long done =
        counts.stream()
            .mapToLong(
                count ->
                    switch (counted) {
                      case "new" -> count.added();
                      case "same" -> count.same();
                      default -> count.changed();
                    })
            .sum();
    if (done != rows) {
      throw new IllegalStateException(done + " rows were " + counted + " instead of " + rows);
    }
    return rows / seconds;
  }

  private static List<Object> page(int from, int to, int version) {
    List<Object> records = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("id", (long) i);
      record.put("account_id", i % 1_000);
      record.put("title", "Deal with a customer whose number is " + i);
      record.put("status", i % 3 == 0 ? "open" : "won");
      record.put("amount", BigDecimal.valueOf(i * 100L + version, 2));
      record.put("is_open", i % 3 == 0);
      record.put("owner_mail", "owner" + i % 50 + "@example.org");
      record.put("note", i % 5 == 0 ? null : "a note of some forty characters, as notes are");
      record.put("created_at", Instant.ofEpochSecond(1_700_000_000L + i));
      record.put("updated_at", Instant.ofEpochSecond(1_710_000_000L + i + version));
      records.add(record);
    }
    return records;
  }
}
