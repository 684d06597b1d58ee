package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.sqlserver.SqlServerDialect;
import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.ColumnType;
import io.caravan.stream.Bookmarks;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What loading promises of every database, each of which has a class of its own for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DialectContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");

  private Warehouse database;
  private Dialect dialect;
  private int tables;

  /** A database of the product, empty. */
  abstract Warehouse open() throws Exception;

  /** A moment of a column as text in UTC. */
  String moment(String column) {
    return column;
  }

  @BeforeAll
  void begin() throws Exception {
    database = open();
    dialect = Dialects.of(database.database());
  }

  @AfterAll
  void end() {
    if (database != null) {
      database.close();
    }
  }

  private String table() {
    return "shop.t" + ++tables;
  }

  private String sql(String table) {
    return dialect.quoted(TableName.parse(table, null));
  }

  private List<List<String>> rows(String columns, String table) {
    return database.rows("select " + columns + " from " + sql(table) + " order by 1");
  }

  private ColumnType type(String table, String column) throws Exception {
    try (Connection connection = database.database().getConnection()) {
      return dialect
          .describe(connection, TableName.parse(table, null))
          .column(column)
          .orElseThrow()
          .type();
    }
  }

  private static List<String> row(String... values) {
    return Arrays.asList(values);
  }

  @Test
  void countsWhatIsNewChangedAndTheSameAndWritesNothingTwice() {
    String table = table();
    Object[] two = {record("id", 1, "name", "a"), record("id", 2, "name", null)};
    LoadCounts first = database.load(table, BY_ID, two);
    assertThat(List.of(first.added(), first.changed(), first.same())).containsExactly(2L, 0L, 0L);
    List<List<String>> before = rows("id, name, _run_id, _loaded_at", table);

    LoadCounts second = database.load(table, BY_ID, two);
    assertThat(List.of(second.added(), second.changed(), second.same()))
        .containsExactly(0L, 0L, 2L);
    assertThat(rows("id, name, _run_id, _loaded_at", table)).isEqualTo(before);

    LoadCounts third =
        database.load(
            table,
            BY_ID,
            record("id", 1, "name", "a"),
            record("id", 2, "name", "b"),
            record("id", 3, "name", "c"));
    assertThat(List.of(third.added(), third.changed(), third.same())).containsExactly(1L, 1L, 1L);
    assertThat(rows("id, name", table))
        .containsExactly(row("1", "a"), row("2", "b"), row("3", "c"));
    assertThat(rows("id, _run_id", table).get(0)).isEqualTo(row("1", before.get(0).get(2)));
  }

  @Test
  void storesSeveralPagesOfOneRunThroughOneLoader() {
    String table = table();
    Loader loader = database.loader(table, BY_ID);
    for (int page = 0; page < 3; page++) {
      loader.take(
          new LoadRequest(
              Map.of(
                  table,
                  List.of(record("id", page, "v", "x"), record("id", page + 1, "v", "y" + page))),
              "{\"page\":" + page + "}",
              "run-of-pages",
              1L));
    }
    loader.finish();
    assertThat(rows("id, v", table))
        .containsExactly(row("0", "x"), row("1", "x"), row("2", "x"), row("3", "y2"));
  }

  @Test
  void theLastRecordWithAKeyWins() {
    String table = table();
    database.load(table, BY_ID, record("id", 1, "v", "old"));
    LoadCounts counts =
        database.load(
            table,
            BY_ID,
            record("id", 1, "v", "a"),
            record("id", 2, "v", "b"),
            record("id", 1, "v", "c"),
            record("id", 2, "v", "d"));
    assertThat(List.of(counts.added(), counts.changed(), counts.repeated()))
        .containsExactly(1L, 1L, 2L);
    assertThat(rows("id, v", table)).containsExactly(row("1", "c"), row("2", "d"));
  }

  @Test
  void tellsTextsApartThatDifferInCapitalsAccentsAndSpacesOnly() {
    String table = table();
    LoadOptions byName = LoadOptions.keyedBy("name");
    Object[] four = {
      record("name", "abc", "v", "1"),
      record("name", "ABC", "v", "2"),
      record("name", "\u00e1bc", "v", "3"),
      record("name", "abc", "v", "1"),
      record("name", "", "v", "5")
    };
    assertThat(database.load(table, byName, four).added()).isEqualTo(4);
    assertThat(database.load(table, byName, four).same()).isEqualTo(4);
    assertThat(database.load(table, byName, record("name", "abc", "v", "1 ")).changed())
        .isEqualTo(1);
    if (keepsTrailingSpacesInKeys()) {
      assertThat(database.load(table, byName, record("name", "abc ", "v", "6")).added())
          .isEqualTo(1);
    }
    assertThat(database.value("select v from " + sql(table) + " where name = 'ABC'"))
        .isEqualTo("2");
  }

  boolean keepsTrailingSpacesInKeys() {
    return true;
  }

  @Test
  void addsColumnsAndWidensThemKeepingWhatTheyHold() throws Exception {
    String table = table();
    database.load(table, BY_ID, record("id", 1, "n", 7));
    assertThat(type(table, "n")).isEqualTo(ColumnType.BIGINT);
    database.load(table, BY_ID, record("id", 2, "n", new BigDecimal("1.5"), "more", true));
    assertThat(type(table, "n")).isEqualTo(ColumnType.NUMERIC);
    database.load(table, BY_ID, record("id", 3, "n", "seven", "more", "maybe"));
    assertThat(type(table, "n")).isEqualTo(ColumnType.TEXT);
    assertThat(rows("id, n, more", table))
        .containsExactly(row("1", "7", null), row("2", "1.5", "true"), row("3", "seven", "maybe"));
    LoadCounts again = database.load(table, BY_ID, record("id", 2, "n", "1.5", "more", "true"));
    assertThat(again.same()).isEqualTo(1);
    assertThat(again.ddl()).isEmpty();
  }

  @Test
  void widensDaysToMomentsAndMomentsToText() throws Exception {
    String table = table();
    database.load(table, BY_ID, record("id", 1, "at", LocalDate.of(2024, 2, 29)));
    assertThat(type(table, "at")).isEqualTo(ColumnType.DATE);
    database.load(
        table, BY_ID, record("id", 2, "at", Instant.parse("2024-01-31T10:00:00.123456Z")));
    assertThat(type(table, "at")).isEqualTo(ColumnType.TIMESTAMPTZ);
    database.load(table, BY_ID, record("id", 3, "at", "soon"));
    assertThat(rows("id, at", table))
        .containsExactly(
            row("1", "2024-02-29T00:00:00.000000Z"),
            row("2", "2024-01-31T10:00:00.123456Z"),
            row("3", "soon"));
  }

  @Test
  void widensAKey() throws Exception {
    String table = table();
    database.load(table, BY_ID, record("id", 1, "v", "one"), record("id", 2, "v", "two"));
    LoadCounts counts =
        database.load(table, BY_ID, record("id", "1", "v", "one"), record("id", "x", "v", "x"));
    assertThat(type(table, "id")).isEqualTo(ColumnType.TEXT);
    assertThat(List.of(counts.added(), counts.same())).containsExactly(1L, 1L);
    assertThat(rows("id, v", table))
        .containsExactly(row("1", "one"), row("2", "two"), row("x", "x"));
  }

  @Test
  void keepsIndexesAndViewsOfATableThatItWidens() {
    String table = table();
    database.load(table, BY_ID, record("id", 1, "n", 7, "other", "o"));
    String view = dialect.quote("v" + tables);
    database.execute(
        "create index " + dialect.quote("i" + tables) + " on " + sql(table) + " (id, n)",
        "create view " + view + " as select id, n from " + sql(table));
    database.load(table, BY_ID, record("id", 1, "n", new BigDecimal("7.25"), "other", "o"));
    assertThat(new BigDecimal(database.value("select n from " + view)).stripTrailingZeros())
        .isEqualTo("7.25");
    database.execute("drop view " + view);
  }

  @Test
  void waitsForTheFirstValueBeforeItDecidesOnAType() throws Exception {
    String table = table();
    database.load(table, BY_ID, record("id", 1, "v", null));
    assertThat(type(table, "v")).isEqualTo(ColumnType.UNKNOWN);
    database.load(table, BY_ID, record("id", 2, "v", 5));
    assertThat(type(table, "v")).isEqualTo(ColumnType.BIGINT);
  }

  @Test
  void aFieldThatARecordLeavesOutIsNullFromThenOn() {
    String table = table();
    database.load(table, BY_ID, record("id", 1, "v", "there"));
    assertThat(database.load(table, BY_ID, record("id", 1)).changed()).isEqualTo(1);
    assertThat(rows("id, v", table)).containsExactly(row("1", null));
  }

  @Test
  void rejectsARecordWithoutAKeyAndStoresTheOthers() {
    String table = table();
    LoadOptions tolerant = BY_ID.withRejects(10, 100);
    for (int i = 0; i < 2; i++) {
      LoadCounts counts =
          database.load(
              table, tolerant, record("id", null, "v", "lost"), record("id", 1, "v", "k"));
      assertThat(counts.rejected()).isEqualTo(1);
    }
    assertThat(rows("id, v", table)).containsExactly(row("1", "k"));
    String rejects = io.caravan.db.Product.of(database.database()).own("rejects");
    assertThat(
            database.rows("select reason, raw from " + rejects + " where stream = '" + table + "'"))
        .containsExactly(row("the key id is missing or null", "{\"id\":null,\"v\":\"lost\"}"));
  }

  @Test
  void findsTheRowThatTheDatabaseRefusesAndStoresTheOthers() {
    String table = table();
    database.load(table, BY_ID, record("id", 1, "v", 1));
    database.execute(
        "create table "
            + sql(table + "_c")
            + " (id bigint not null primary key, v bigint check (v < 100), _loaded_at "
            + (dialect instanceof SqlServerDialect ? "datetime2(6)" : "timestamp null")
            + ", _run_id varchar(100))");
    Object[] records =
        Stream.iterate(1, i -> i < 40, i -> i + 1)
            .map(i -> record("id", i, "v", i == 17 ? 500 : i))
            .toArray();
    LoadCounts counts = database.load(table + "_c", BY_ID.withRejects(1, 10), records);
    assertThat(counts.rejected()).isEqualTo(1);
    assertThat(counts.added()).isEqualTo(38);
  }

  @Test
  void nothingOfAPageIsStoredUnderAnOlderFenceAndRowsAndBookmarkMoveTogether() throws Exception {
    String table = table();
    Loader loader = database.loader(table, BY_ID);
    loader.load(page(table, 1, "{\"at\":1}", 5L));
    Bookmarks bookmarks = new Bookmarks(database.database());
    assertThatThrownBy(() -> loader.load(page(table, 2, "{\"at\":2}", 4L)))
        .isInstanceOfSatisfying(
            CaravanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.E702));
    assertThat(rows("id", table)).containsExactly(row("1"));
    assertThat(JSON.readTree(bookmarks.find(table).orElseThrow()).path("at").asInt()).isEqualTo(1);
    loader.load(page(table, 3, "{\"at\":3}", 6L));
    loader.load(page(table, 4, null, 6L));
    assertThat(JSON.readTree(bookmarks.find(table).orElseThrow()).path("at").asInt()).isEqualTo(3);
    bookmarks.set(table, null);
    assertThat(bookmarks.find(table)).isEmpty();
    bookmarks.set("shop.never", "{\"a\":1}");
    assertThat(bookmarks.find("shop.never")).isPresent();
  }

  private static LoadRequest page(String table, int id, String bookmark, Long fence) {
    return new LoadRequest(
        Map.of(table, List.of(record("id", id, "v", "x"))), bookmark, "run" + id, fence);
  }

  @Test
  void triesAgainWhenSomebodyElseHoldsARow() throws Exception {
    String table = table();
    database.load(table, BY_ID, record("id", 1, "v", "a"));
    Loader loader =
        new Loader(
            database.database(),
            table,
            BY_ID.withWaits(Duration.ofMillis(50), Duration.ofSeconds(1)));
    CompletableFuture<LoadCounts> loaded;
    try (Connection other = database.database().getConnection()) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.executeUpdate("update " + sql(table) + " set v = 'theirs' where id = 1");
        loaded =
            CompletableFuture.supplyAsync(
                () -> database.load(loader, table, record("id", 1, "v", "b")));
        assertThat(loaded)
            .as("waits for the other transaction")
            .failsWithin(Duration.ofMillis(1500))
            .withThrowableOfType(java.util.concurrent.TimeoutException.class);
      }
      other.commit();
    }
    assertThat(loaded.get(30, java.util.concurrent.TimeUnit.SECONDS).changed()).isEqualTo(1);
    assertThat(rows("id, v", table)).containsExactly(row("1", "b"));
  }

  @Test
  void putsListsIntoTablesOfTheirOwnAndForgetsElementsThatAreGone() {
    String table = table();
    LoadOptions inTables = BY_ID.withNested(Nested.TABLES);
    database.load(
        table,
        inTables,
        record("id", 1, "lines", List.of(record("sku", "a"), record("sku", "b"))),
        record("id", 2, "lines", List.of(record("sku", "c"))));
    LoadCounts counts =
        database.load(table, inTables, record("id", 1, "lines", List.of(record("sku", "z"))));
    assertThat(counts.rejected()).isZero();
    assertThat(rows("sku", table + "__lines")).containsExactly(row("c"), row("z"));
  }

  @Test
  void aTableWithoutAKeyOnlyGrows() {
    String table = table();
    for (int i = 0; i < 2; i++) {
      assertThat(database.load(table, LoadOptions.keyedBy(), record("a", 1)).added()).isEqualTo(1);
    }
    assertThat(rows("a", table)).hasSize(2);
  }

  @Test
  void takesAnyNameForAColumn() {
    String table = table();
    Map<String, Object> odd =
        record(
            "id",
            1,
            "select",
            "a",
            "order by",
            "b",
            "quo\"te",
            "c",
            "tick`]",
            "d",
            "\uD83D\uDC2B",
            "e",
            "Case",
            "f",
            "case",
            "g",
            "n".repeat(80),
            "h",
            "ctid",
            "i",
            "q?m",
            "j");
    assertThat(database.load(table, BY_ID, odd).added()).isEqualTo(1);
    LoadCounts again = database.load(table, BY_ID, odd);
    assertThat(again.same()).isEqualTo(1);
    assertThat(again.ddl()).isEmpty();
  }

  @Test
  void keepsTheColumnsThatDoNotFitInOne() {
    String table = table();
    Map<String, Object> wide = record("id", 1);
    for (int i = 0; i < 1_050; i++) {
      wide.put("f" + i, "v" + i);
    }
    for (int i = 0; i < 2; i++) {
      assertThat(database.load(table, BY_ID, wide).same()).isEqualTo(i);
    }
    assertThat(database.value("select _extra from " + sql(table))).contains("v1049");
  }

  @Test
  void findsRowsThatAreGone(@TempDir Path folder) throws Exception {
    String table = table();
    LoadOptions options = LoadOptions.keyedBy("id", "part").withDeletedAt();
    database.load(
        table,
        options,
        record("id", 1, "part", "a\tb"),
        record("id", 2, "part", "b"),
        record("id", 3, "part", "c"));
    TableName name = TableName.parse(table, null);
    try (Connection connection = database.database().getConnection();
        SeenKeys keys = new SeenKeys(folder, List.of("id", "part"))) {
      connection.setAutoCommit(false);
      keys.add(record("id", 1, "part", "a\tb"));
      keys.add(record("id", 3, "part", "c"));
      TableShape shape = dialect.describe(connection, name);
      List<Column> key =
          List.of(shape.column("id").orElseThrow(), shape.column("part").orElseThrow());
      GoneRows gone = new GoneRows(dialect, connection, name, key, keys, true, "");
      assertThat(gone.present()).isEqualTo(3);
      assertThat(gone.missing()).isEqualTo(1);
      assertThat(gone.mark("r")).isEqualTo(1);
      assertThat(gone.present()).isEqualTo(2);
      GoneRows all = new GoneRows(dialect, connection, name, key, keys, false, "");
      assertThat(all.deleteOthers()).isEqualTo(1);
      assertThat(all.deleteThese()).isEqualTo(2);
      connection.commit();
    }
    assertThat(rows("id", table)).isEmpty();
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("text", "", ""),
        Arguments.of("text", "007", "007"),
        Arguments.of("text", "a\tb\nc\rd\\e\"f'g\u0001\b\f", "a\tb\nc\rd\\e\"f'g\u0001\b\f"),
        Arguments.of("text", "\\N", "\\N"),
        Arguments.of("text", "trailing  ", "trailing  "),
        Arguments.of(
            "text",
            "\u00dcn\u00ef \u20acuro \uD83D\uDC2B \u05e9\u05dc",
            "\u00dcn\u00ef \u20acuro \uD83D\uDC2B \u05e9\u05dc"),
        Arguments.of("text", "a\u0000b", "a\uFFFDb"),
        Arguments.of("text", "x\uD83Dy", "x\uFFFDy"),
        Arguments.of("text", "l".repeat(300_000), "l".repeat(300_000)),
        Arguments.of("number", 5, "5"),
        Arguments.of("number", Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of("number", new BigInteger("9223372036854775808"), "9223372036854775808"),
        Arguments.of("number", new BigDecimal("9007199254740993"), "9007199254740993"),
        Arguments.of(
            "number",
            new BigDecimal("12345678901234567890.123456789012345678"),
            "12345678901234567890.123456789012345678"),
        Arguments.of(
            "number",
            new BigInteger("98765432109876543210987654321098765432"),
            "98765432109876543210987654321098765432"),
        Arguments.of("number", new BigDecimal("1.50"), "1.5"),
        Arguments.of("number", 0.1, "0.1"),
        Arguments.of("number", 0.1 + 0.2, "0.30000000000000004"),
        Arguments.of("number", 1e-30, "0." + "0".repeat(29) + "1"),
        Arguments.of("number", new BigDecimal("1E+60"), "1" + "0".repeat(60)),
        Arguments.of("boolean", true, "true"),
        Arguments.of("boolean", false, "false"),
        Arguments.of("text", LocalDate.of(2024, 2, 29), "2024-02-29"),
        Arguments.of("text", LocalDate.of(1, 1, 1), "0001-01-01"),
        Arguments.of("text", LocalDate.of(9999, 12, 31), "9999-12-31"),
        Arguments.of(
            "moment", Instant.parse("2024-01-31T10:00:00.123456Z"), "2024-01-31 10:00:00.123456"),
        Arguments.of("moment", Instant.parse("1900-01-01T00:00:00Z"), "1900-01-01 00:00:00"),
        Arguments.of("moment", Instant.parse("2039-01-31T10:00:00.9Z"), "2039-01-31 10:00:00.9"),
        Arguments.of(
            "moment",
            java.time.OffsetDateTime.parse("2024-01-31T01:00:00+02:00"),
            "2024-01-30 23:00:00"),
        Arguments.of("json", List.of(), "[]"),
        Arguments.of(
            "json",
            Map.of("a", Arrays.asList(1, "x\"y\\z\n\u0007 \uD83D\uDC2B", true, null)),
            "{\"a\":[1,\"x\\\"y\\\\z\\n\\u0007 \uD83D\uDC2B\",true,null]}"),
        Arguments.of("text", null, null));
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsBackWhatItHasStored(String kind, Object value, String expected) throws Exception {
    String table = table();
    for (int run = 0; run < 2; run++) {
      LoadCounts counts =
          database.load(table, BY_ID, record("id", 1, "v", value), record("id", 2, "v", null));
      assertThat(counts.rejected()).isZero();
      assertThat(counts.same()).isEqualTo(run * 2L);
    }
    String column = kind.equals("moment") ? moment("v") : "v";
    assertThat(rows("id, " + column, table).get(1).get(1)).isNull();
    assertThat(plain(kind, stored(column, table))).isEqualTo(plain(kind, expected));
  }

  /** Numbers as the driver understands them: the text of one may be shorter than it is. */
  private String stored(String column, String table) throws Exception {
    try (Connection connection = database.database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select " + column + " from " + sql(table) + " where id = 1")) {
      row.next();
      return row.getObject(1) instanceof Number number ? number.toString() : row.getString(1);
    }
  }

  private static Object plain(String kind, String stored) throws Exception {
    if (stored == null) {
      return null;
    }
    return switch (kind) {
      case "number" -> new BigDecimal(stored).stripTrailingZeros();
      case "boolean" -> List.of("t", "1", "true").contains(stored);
      case "moment" -> stored.replaceFirst("(\\.[0-9]*?)0+$", "$1").replaceFirst("\\.$", "");
      case "json" -> JSON.readTree(stored);
      default -> stored;
    };
  }
}
