package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.TestDatabase;
import io.caravan.UnderTarget;
import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.file.FileDestination;
import io.caravan.file.FileFormat;
import io.caravan.file.ReadFiles;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import io.caravan.stream.Bookmark;
import io.caravan.stream.Bookmarks;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose rows go into files: they hold what the database holds after the same run. */
class FilesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EnderTuringRig RIG = new EnderTuringRig();
  private static final LocalDate TODAY = RIG.today();
  private static final LocalDate FIRST = TODAY.minusDays(4);
  private static final LocalDate LAST = TODAY.minusDays(1);
  private static final RunOptions DAYS =
      RunOptions.backfill(FIRST + "T00:00:00Z", TODAY + "T00:00:00Z");

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static Map<String, Map<String, String>> types;
  private static Map<String, List<JsonNode>> expected;
  private static Run run;
  private static List<Bookmark> bookmarks;

  /** One run into the database, and one that is written in every format. */
  @BeforeAll
  static void runOnce() throws Exception {
    assertThat(RIG.run("enderturing", DAYS).state()).isEqualTo(RunState.SUCCEEDED);
    types = types();
    expected = new TreeMap<>();
    for (String table : EnderTuringExpected.TABLES) {
      expected.put(table, RIG.rows(table));
    }
    try (Caravan caravan = start("enderturing", into(FileFormat.CSV))) {
      caravan
          .runs()
          .atEnd(
              "files",
              step -> {
                for (FileFormat format : FileFormat.values()) {
                  into(format).write(caravan.connections(), step);
                }
              });
      run = caravan.run("enderturing", "test", DAYS.goingApart(), Map.of());
      bookmarks = new Bookmarks(caravan.connections().get(Connections.WAREHOUSE)).all();
    }
  }

  @AfterAll
  static void stop() {
    RIG.close();
  }

  private static FileDestination into(FileFormat format) {
    return new FileDestination(format, folder.resolve(format.word()), true);
  }

  private static Caravan start(String name, FileDestination files) {
    Caravan caravan = Caravan.startFor(RIG.another(), name, files);
    new OneDay(TODAY).tell(caravan);
    return caravan;
  }

  private static Map<String, Map<String, String>> types() throws Exception {
    Map<String, Map<String, String>> types = new TreeMap<>();
    for (String row :
        RIG.query(
            "select table_name || ' ' || column_name || ' ' || data_type from"
                + " information_schema.columns where table_schema = 'enderturing' order by"
                + " table_name, ordinal_position")) {
      String[] words = row.split(" ", 3);
      types.computeIfAbsent(words[0], table -> new LinkedHashMap<>()).put(words[1], words[2]);
    }
    types.values().forEach(columns -> columns.keySet().removeAll(List.of("_loaded_at", "_run_id")));
    return types;
  }

  private static String name(String table, String ending) {
    return table.contains("sessions")
        ? table + "-" + FIRST + "-" + LAST + "." + ending
        : "dict-" + table + "." + ending;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyTableIsAFileNamedByItsDaysOrAsADictionary() throws Exception {
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    for (FileFormat format : FileFormat.values()) {
      assertThat(names(folder.resolve(format.word())))
          .containsExactlyElementsOf(
              EnderTuringExpected.TABLES.stream()
                  .map(table -> name(table, format.word()))
                  .sorted()
                  .toList());
    }
  }

  @Test
  void theRowsAreThoseOfTheDatabaseInEveryFormatThatPythonReads() throws Exception {
    SoftAssertions all = new SoftAssertions();
    for (FileFormat format :
        List.of(
            FileFormat.CSV, FileFormat.TSV, FileFormat.JSON, FileFormat.JSONL, FileFormat.XLSX)) {
      JsonNode files = ReadFiles.of(folder.resolve(format.word()));
      for (String table : EnderTuringExpected.TABLES) {
        JsonNode file = files.get(name(table, format.word()));
        List<String> columns =
            JSON.convertValue(file.get("columns"), JSON.constructType(List.class));
        List<String> found = new ArrayList<>();
        for (JsonNode row : file.get("rows")) {
          Map<String, Object> values = new TreeMap<>();
          for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), canonical(row.get(i), types.get(table).get(columns.get(i))));
          }
          found.add(values.toString());
        }
        boolean separated = format == FileFormat.CSV || format == FileFormat.TSV;
        all.assertThat(found.stream().sorted().toList())
            .as(table + " as " + format.word())
            .isNotEmpty()
            .isEqualTo(expected(table, separated));
      }
    }
    all.assertAll();
  }

  @Test
  void theRowsOfParquetAreThoseOfTheDatabase() throws Exception {
    SoftAssertions all = new SoftAssertions();
    for (String table : EnderTuringExpected.TABLES) {
      Path file = folder.resolve("parquet").resolve(name(table, "parquet"));
      List<String> columns = ReadFiles.parquetColumns(file);
      List<String> found = new ArrayList<>();
      for (List<Object> row : ReadFiles.parquet(file)) {
        Map<String, Object> values = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
          String type = types.get(table).get(columns.get(i));
          Object value = row.get(i);
          values.put(
              columns.get(i),
              type.startsWith("timestamp") && value != null
                  ? Instant.EPOCH.plusNanos((Long) value * 1_000)
                  : canonical(JSON.valueToTree(value), type));
        }
        found.add(values.toString());
      }
      all.assertThat(found.stream().sorted().toList()).as(table).isEqualTo(expected(table, false));
    }
    all.assertAll();
  }

  /** In tables between commas nobody can tell no text from an empty one as Python reads them. */
  private static List<String> expected(String table, boolean emptyIsNull) {
    List<String> rows = new ArrayList<>();
    for (JsonNode row : expected.get(table)) {
      Map<String, Object> values = new TreeMap<>();
      row.properties()
          .forEach(
              value -> {
                boolean empty = emptyIsNull && "".equals(value.getValue().textValue());
                values.put(
                    value.getKey(),
                    empty
                        ? null
                        : canonical(value.getValue(), types.get(table).get(value.getKey())));
              });
      rows.add(values.toString());
    }
    return rows.stream().sorted().toList();
  }

  private static Object canonical(JsonNode value, String type) {
    if (value == null || value.isNull()) {
      return null;
    }
    try {
      return switch (type) {
        case "bigint", "integer", "numeric", "double precision" ->
            new BigDecimal(value.asText()).stripTrailingZeros().toPlainString();
        case "timestamp with time zone" ->
            value.isNumber() ? moment(value.doubleValue()) : moment(value.asText());
        case "jsonb" -> numbered(value.isTextual() ? JSON.readTree(value.textValue()) : value);
        default -> value.asText();
      };
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant moment(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  /** Days since the last one of 1899, as spreadsheets count. */
  private static Instant moment(double days) {
    return LocalDate.of(1899, 12, 30)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC)
        .plusSeconds(Math.round(days * 86_400));
  }

  /** JSON with its fields in order and its numbers in one form. */
  private static String numbered(JsonNode json) {
    if (json.isObject()) {
      Map<String, String> fields = new TreeMap<>();
      json.properties().forEach(field -> fields.put(field.getKey(), numbered(field.getValue())));
      return fields.toString();
    }
    if (json.isArray()) {
      List<String> items = new ArrayList<>();
      json.forEach(item -> items.add(numbered(item)));
      return items.toString();
    }
    return json.isNumber()
        ? json.decimalValue().stripTrailingZeros().toPlainString()
        : json.toString();
  }

  @Test
  void neitherModelsAreBuiltNorBookmarksMoved() {
    assertThat(EnderTuringRig.step(run, "dbt build").notes()).containsKey("left out");
    assertThat(bookmarks).isEmpty();
    Step files = EnderTuringRig.step(run, "files");
    assertThat(files.counts()).containsEntry("files", 6L * EnderTuringExpected.TABLES.size());
    assertThat(EnderTuringRig.step(run, "enderturing.sessions_recent").notes())
        .containsKey("not for a part of the past");
  }

  @Test
  void aRunThatFailsLeavesTheFilesOfBefore() throws Exception {
    Path before = folder.resolve("before");
    Files.createDirectories(before);
    Files.writeString(before.resolve("dict-tags.csv"), "before");
    RIG.service().failNext("agent-groups", 404, "{}", 1);
    try (Caravan caravan =
        start("enderturing", new FileDestination(FileFormat.CSV, before, true))) {
      Run failed = caravan.run("enderturing", "test", DAYS.goingApart(), Map.of());

      assertThat(failed.state()).isIn(RunState.FAILED, RunState.PARTIAL);
    }
    assertThat(names(before)).containsExactly("dict-tags.csv");
    assertThat(before.resolve("dict-tags.csv")).hasContent("before");
  }

  @Test
  void anotherPipelineIsReadAndNothingOfItsRestIsDone() throws Exception {
    Shop shop = Shop.in(folder.resolve("shop"));
    Settings settings =
        TestDatabase.settings(Map.of("jaffle.repository", shop.folder().toString()));
    Path out = folder.resolve("jaffle");
    String pipeline = "sync-orders-to-pipedrive";
    Run read;
    try (Caravan caravan =
        Caravan.startFor(settings, pipeline, new FileDestination(FileFormat.JSONL, out, true))) {
      read = caravan.run(pipeline, "test", RunOptions.NONE.goingApart(), Map.of());
    }

    assertThat(read.state()).as("%s", read.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(names(out))
        .containsExactly("dict-customers.jsonl", "dict-orders.jsonl", "dict-payments.jsonl");
    assertThat(Files.readAllLines(out.resolve("dict-orders.jsonl"))).hasSize(99);
    assertThat(JSON.readTree(Files.readAllLines(out.resolve("dict-orders.jsonl")).get(0)))
        .isEqualTo(
            JSON.readTree(
                "{\"id\": 1, \"user_id\": 1, \"order_date\": \"2018-01-01\", \"status\":"
                    + " \"returned\"}"));
    assertThat(EnderTuringRig.step(read, "pipedrive.deals").notes()).containsKey("left out");
  }
}
