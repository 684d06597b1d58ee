import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.config.Settings;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;

/** How long lists of a REST interface take, from the first call to the last commit. */
public final class RestBench {

  private static final int PER_PAGE = 100;

  private static int pages;

  private RestBench() {}

  public static void main(String[] args) throws Exception {
    Path project = Path.of(args[0]).toAbsolutePath();
    pages = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", RestBench::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    write(project);
    Settings settings =
        Settings.load(
            project,
            Map.of(
                "bench.base-url", "http://127.0.0.1:" + server.getAddress().getPort(),
                "bench.token", "none",
                "embedded.binaries-dir", Path.of(".caravan/postgres").toAbsolutePath().toString()),
            Map.of());
    System.out.printf("%d pages of %d records, median of %d reads after the first%n", pages, PER_PAGE, rounds);
    System.out.printf("%-30s %10s %8s %10s %8s%n", "", "Caravan", "goal", "dlt", "ratio");
    try (Caravan caravan = Caravan.start(settings, Mode.COMMAND);
        Peer dlt = args.length > 3 ? new Peer(args[3], project, settings.require("bench.base-url"), caravan) : null) {
      row(caravan, dlt, "cursor20", "cursor, 20 ms", 12, rounds);
      row(caravan, dlt, "numbered20", "numbered, 4 in flight, 20 ms", 4, rounds);
      row(caravan, dlt, "cursor0", "cursor, 0 ms", 2, rounds);
      row(caravan, dlt, "numbered0", "numbered, 4 in flight, 0 ms", 2, rounds);
    }
    System.exit(0);
  }

  /** dlt's rest_api source in a process of its own, which is running when the time begins. */
  private static final class Peer implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    Peer(String python, Path work, String url, Caravan caravan) throws IOException {
      HikariDataSource warehouse = (HikariDataSource) caravan.connections().get("warehouse");
      String address = warehouse.getJdbcUrl().replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*", "");
      ProcessBuilder start = new ProcessBuilder(python, "bench/rest.py");
      start.environment().put("BENCH_URL", url);
      start.environment().put("BENCH_WORK", work.resolve("dlt").toString());
      start
          .environment()
          .put("BENCH_DB", "postgresql://" + warehouse.getUsername() + ":" + warehouse.getPassword() + "@" + address);
      start.environment().put("RUNTIME__DLTHUB_TELEMETRY", "false");
      process = start.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      answers = process.inputReader();
      questions = process.outputWriter();
      answer();
    }

    double read(String table) throws IOException {
      questions.write(table + "\n");
      questions.flush();
      return Double.parseDouble(answer());
    }

    private String answer() throws IOException {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("dlt has stopped; run bench/rest.py by hand to see why");
      }
      return line;
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  private interface Reader {
    double read() throws Exception;
  }

  private static void row(Caravan caravan, Peer dlt, String table, String what, int goal, int rounds)
      throws Exception {
    double ours = median(caravan, "bench." + table, () -> read(caravan, table), rounds);
    double theirs = dlt == null ? Double.NaN : median(caravan, "by_dlt." + table, () -> dlt.read(table), rounds);
    System.out.printf("%-30s %8.2f s %6d s %8.2f s %7.1fx%n", what, ours, goal, theirs, theirs / ours);
  }

  /** The first read makes the table; each of the others fills it again. */
  private static double median(Caravan caravan, String table, Reader reader, int rounds) throws Exception {
    reader.read();
    double[] seconds = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      try (Connection connection = caravan.connections().get("warehouse").getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("truncate " + table);
        seconds[i] = reader.read();
        check(statement, table);
      }
    }
    Arrays.sort(seconds);
    return seconds[rounds / 2];
  }

  private static double read(Caravan caravan, String table) throws Exception {
    long begin = System.nanoTime();
    Run run = caravan.run("bench." + table, "bench", Map.of());
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (run.state() != RunState.SUCCEEDED) {
      throw run.failure();
    }
    return seconds;
  }

  private static void check(Statement statement, String table) throws Exception {
    try (ResultSet rows = statement.executeQuery("select count(*), sum(id) from " + table)) {
      rows.next();
      long n = (long) pages * PER_PAGE;
      if (rows.getLong(1) != n || rows.getLong(2) != n * (n + 1) / 2) {
        throw new IllegalStateException("Wrong rows in " + table + ": " + rows.getLong(1));
      }
    }
  }

  private static void write(Path project) throws IOException {
    Files.createDirectories(project.resolve("routes/sources"));
    Files.copy(
        Path.of("application.properties"),
        project.resolve("application.properties"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    String cursor = "paging: cursor\n        nextPath: next\n        pageParam: after";
    String numbered =
        "paging: page\n        pageParam: page\n        pageCountPath: pages\n        inFlight: 4";
    StringBuilder routes = new StringBuilder("# The streams of the benchmark.\n");
    for (String table : new String[] {"cursor20", "numbered20", "cursor0", "numbered0"}) {
      routes.append(
          """
          - route:
              id: bench.%1$s
              group: stream
              description: A list of the benchmark
              from:
                uri: kamelet:rest-source/bench.%1$s-pages
                parameters:
                  stream: bench.%1$s
                  account: bench
                  path: /%1$s
                  records: records
                  %2$s
                steps:
                  - to:
                      uri: upsert:bench.%1$s
                      parameters:
                        key: id
          """
              .formatted(table, (table.startsWith("c") ? cursor : numbered).replace("\n        ", "\n        ")));
    }
    Files.writeString(project.resolve("routes/sources/bench.camel.yaml"), routes.toString());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().endsWith("20")) {
        Thread.sleep(20);
      }
      String query = exchange.getRequestURI().getRawQuery();
      int given = query == null ? 0 : Integer.parseInt(query.replaceAll(".*=", ""));
      int page = query != null && query.startsWith("after") ? given + 1 : Math.max(given, 1);
      StringBuilder json = new StringBuilder("{\"pages\":").append(pages);
      if (page < pages) {
        json.append(",\"next\":").append(page);
      }
      json.append(",\"records\":[");
      for (int i = 1; i <= PER_PAGE; i++) {
        int id = (page - 1) * PER_PAGE + i;
        json.append(i == 1 ? "" : ",")
            .append("{\"id\":").append(id)
            .append(",\"name\":\"Customer ").append(id)
            .append("\",\"amount\":").append(id % 1000).append('.').append(id % 90 + 10)
            .append(",\"paid\":").append(id % 2 == 0)
            .append(",\"changed_at\":\"2026-03-01T10:00:00Z\",\"note\":null,\"city\":\"Kyiv\",\"country\":\"UA\"")
            .append(",\"tags\":[\"a\",\"b\"],\"owner\":{\"id\":").append(id % 17).append("}}");
      }
      byte[] body = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
