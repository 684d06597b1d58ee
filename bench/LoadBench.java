import com.fasterxml.jackson.core.JsonParser;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.db.TechnicalTables;
import io.caravan.embedded.EmbeddedPostgres;
import io.caravan.load.LoadCounts;
import io.caravan.load.LoadOptions;
import io.caravan.load.LoadRequest;
import io.caravan.load.Loader;
import io.caravan.stream.JsonLines;
import io.caravan.stream.JsonRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;

/**
 * Loads Singer messages from a file and compares the speed with psql, which copies the same rows
 * into the same server: the first load, a load that changes every row, and one that changes none.
 *
 * <p>Reading and parsing the messages is part of the time measured for Caravan; psql reads its own
 * text format.
 */
public final class LoadBench {

  private static final int PAGE = Integer.getInteger("bench.page", 2 << 20);
  private static final String COLUMNS =
      "id, account_id, title, status, amount, quantity, is_open, note, owner_mail, created_at, updated_at, address";
  private static final String SUM =
      "select count(*) || ' ' || coalesce(sum(hashtextextended(concat_ws('|', "
          + COLUMNS
          + "), 0)::numeric), 0) from ";

  private final Path folder;
  private final int records;
  private final int rounds;
  private final DatabaseAddress address;
  private final HikariDataSource database;
  private final String psql = psql();
  private int runs;

  private LoadBench(Path folder, int records, int rounds, DatabaseAddress address) {
    this.folder = folder;
    this.records = records;
    this.rounds = rounds;
    this.address = address;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(2);
    database = new HikariDataSource(config);
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Settings settings =
        Settings.load(
            Path.of(""),
            Map.of("caravan.data-dir", folder.toString(), "embedded.port", "0"),
            System.getenv());
    try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {
      new LoadBench(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]), server.address())
          .run();
    }
  }

  private void run() throws Exception {
    write("first.jsonl", 0);
    write("changed.jsonl", 1);
    TechnicalTables.migrate(database);
    double[][] seconds = new double[5][rounds];
    boolean equal = true;
    String growth = "";
    for (int round = 0; round < rounds; round++) {
      execute("drop schema if exists bench cascade", "truncate caravan.ddl_log, caravan.bookmarks", "checkpoint");
      seconds[0][round] = load("first.jsonl", "new");
      String first = value(SUM + "bench.deals");
      long size = size();
      seconds[1][round] = load("first.jsonl", "same");
      growth = size == size() ? "none" : (size() - size) + " bytes";
      if (psql != null && round == 0) {
        psql("\\copy (select " + COLUMNS + " from bench.deals order by id) to '" + folder.resolve("first.txt") + "'");
      }
      execute("checkpoint");
      seconds[2][round] = load("changed.jsonl", "changed");
      String changed = value(SUM + "bench.deals");
      if (psql != null) {
        if (round == 0) {
          psql("\\copy (select " + COLUMNS + " from bench.deals order by id) to '" + folder.resolve("changed.txt") + "'");
        }
        table("bench.plain", "primary key (id)");
        execute("drop table bench.deals", "checkpoint");
        seconds[3][round] = psql("\\copy bench.plain from '" + folder.resolve("first.txt") + "'");
        equal &= first.equals(value(SUM + "bench.plain"));
        execute("vacuum analyze bench.plain", "checkpoint");
        seconds[4][round] = psqlUpsert();
        equal &= changed.equals(value(SUM + "bench.plain"));
      }
    }
    print(seconds, equal, growth);
  }

  private void print(double[][] seconds, boolean equal, String growth) throws IOException {
    double first = median(seconds[0]);
    double same = median(seconds[1]);
    double changed = median(seconds[2]);
    System.out.printf("%n%,d records of 12 columns, pages of %,d bytes, median of %d%n", records, PAGE, rounds);
    line("load", "caravan s", "rows/s", "psql s", "rows/s", "ratio", "wanted");
    row("first load", first, psql == null ? 0 : median(seconds[3]), ">= 0.5");
    row("every row changed", changed, psql == null ? 0 : median(seconds[4]), ">= 0.8");
    row("nothing changed", same, 0, "faster than changed: " + (same < changed ? "yes" : "NO"));
    System.out.println("table growth when nothing changed: " + growth);
    System.out.println(
        psql == null
            ? "NO psql FOUND: the ratios and the comparison of the data are missing"
            : "same data in both tables: " + (equal ? "yes" : "NO"));
    System.out.println(
        "heap limit " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB, peak resident memory "
            + peak() + " (wanted <= 300 MB)");
  }

  private void row(String name, double ours, double theirs, String wanted) {
    line(
        name,
        "%.1f".formatted(ours),
        "%,.0f".formatted(records / ours),
        theirs == 0 ? "-" : "%.1f".formatted(theirs),
        theirs == 0 ? "-" : "%,.0f".formatted(records / theirs),
        theirs == 0 ? "-" : "%.2f".formatted(theirs / ours),
        wanted);
  }

  private static void line(String... cells) {
    System.out.printf(Locale.ROOT, "%-20s %10s %10s %10s %10s %7s  %s%n", (Object[]) cells);
  }

  /** The same records each time; with another version only what is not the key differs. */
  private void write(String name, int version) throws IOException {
    Random random = new Random(7);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name))) {
      for (int i = 1; i <= records; i++) {
        int n = random.nextInt(1_000_000);
        out.write(
            """
            {"type":"RECORD","stream":"deals","record":{"id":%d,"account_id":%d,"title":"Deal %d of Müller & Söhne",\
            "status":"%s","amount":%d.%02d,"quantity":%d,"is_open":%b,"note":%s,"owner_mail":"user%d@example.com",\
            "created_at":"2025-%02d-%02dT08:15:%02d+00:00","updated_at":"2026-01-%02dT10:00:%02d.%06dZ",\
            "address":{"street":"Road %d","city":"Town %d","zip":"%05d"}},"version":%d}
            """
                .formatted(
                    i, n, i, n % 3 == 0 ? "won" : "open", n, n % 100, n % 50, n % 2 == version,
                    n % 4 == 0 ? "null" : "\"line one\\nline " + n + "\"", n % 5000, n % 12 + 1, n % 28 + 1, n % 60,
                    n % 28 + 1, n % 60, n, n % 300, n % 1000, n % 99999, version));
      }
    }
  }

  private double load(String name, String expected) throws Exception {
    Loader loader = new Loader(database, "bench.deals", LoadOptions.keyedBy("id"));
    String runId = "bench" + ++runs;
    long before = System.nanoTime();
    long cpu = cpu();
    long done = 0;
    long read = 0;
    BlockingQueue<List<Object>> pages = new ArrayBlockingQueue<>(1);
    Thread source = new Thread(() -> read(name, pages), "source");
    source.start();
    for (List<Object> page = pages.take(); !page.isEmpty(); page = pages.take()) {
      read += page.size();
      for (LoadCounts counts :
          loader.take(
              new LoadRequest(Map.of("bench.deals", page), "{\"n\":" + read + "}", runId, (long) runs))) {
        done += rows(counts, expected);
      }
    }
    done += loader.finish().map(counts -> rows(counts, expected)).orElse(0L);
    double seconds = (System.nanoTime() - before) / 1e9;
    if (done != records) {
      throw new IllegalStateException(done + " rows " + expected + " instead of " + records);
    }
    System.out.printf("caravan %-8s %6.1f s, of the processor %.1f s%n", expected, seconds, (cpu() - cpu) / 1e9);
    return seconds;
  }

  private static long rows(LoadCounts counts, String expected) {
    return switch (expected) {
      case "new" -> counts.added();
      case "changed" -> counts.changed();
      default -> counts.same();
    };
  }

  /** Reads pages ahead of the load, as a source does; an empty page is the end. */
  private void read(String name, BlockingQueue<List<Object>> pages) {
    try (InputStream file = Files.newInputStream(folder.resolve(name))) {
      JsonLines messages = new JsonLines(file, PAGE, 1 << 26);
      for (List<JsonRecord> block = messages.next(); !block.isEmpty(); block = messages.next()) {
        List<Object> page = new ArrayList<>(block.size());
        for (JsonRecord message : block) {
          page.add(record(message));
        }
        pages.put(page);
      }
      pages.put(List.of());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonRecord record(JsonRecord message) throws IOException {
    try (JsonParser parser = message.parser()) {
      parser.nextToken();
      while (!"record".equals(parser.nextFieldName())) {
        parser.nextToken();
        parser.skipChildren();
      }
      parser.nextToken();
      return message.part(parser);
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void table(String name, String rest) throws Exception {
    execute(
        "create table " + name + " (id bigint, account_id bigint, title text, status text, amount numeric, quantity bigint, "
            + "is_open boolean, note text, owner_mail text, created_at text, updated_at text, address jsonb"
            + (rest.isEmpty() ? ")" : ", " + rest + ")"));
  }

  private double psqlUpsert() throws Exception {
    table("bench.stage", "");
    String set =
        String.join(", ", Stream.of(COLUMNS.split(", ")).skip(1).map(c -> c + " = excluded." + c).toList());
    return psql(
        "\\copy bench.stage from '" + folder.resolve("changed.txt") + "'",
        "insert into bench.plain select * from bench.stage on conflict (id) do update set " + set,
        "drop table bench.stage");
  }

  private double psql(String... commands) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", address.host(), "-p", "" + address.port(), "-U", address.user(), "-d", address.name()));
    Arrays.stream(commands).forEach(c -> command.addAll(List.of("-c", c)));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("PGPASSWORD", address.password());
    long before = System.nanoTime();
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("psql ended with " + exit);
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf("psql    %-8s %6.1f s%n", commands.length > 1 ? "changed" : "copy", seconds);
    return seconds;
  }

  private static String psql() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")).map(Path::of),
            Stream.of(17, 16, 15, 14, 13).map(v -> Path.of("/usr/lib/postgresql/" + v + "/bin")))
        .map(folder -> folder.resolve("psql"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  /** Rows and indexes, without the maps that autovacuum makes beside them. */
  private long size() throws Exception {
    return Long.parseLong(value("select pg_relation_size('bench.deals') + pg_indexes_size('bench.deals')"));
  }

  private String value(String query) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String... statements) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Linux keeps the highest resident size of a process; elsewhere there is nothing to read. */
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown on this system";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> line.replaceAll("\\D+", ""))
        .map(kilobytes -> Long.parseLong(kilobytes) / 1024 + " MB")
        .findFirst()
        .orElse("unknown");
  }
}
