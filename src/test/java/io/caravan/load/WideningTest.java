package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A column changes its type in place when a value needs it, and keeps what it holds. */
class WideningTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");

  /** One value of each type, and how it reads as text. */
  private static final Map<String, Object> SAMPLES = new LinkedHashMap<>();

  static {
    SAMPLES.put("boolean", true);
    SAMPLES.put("bigint", 5_000_000_000L);
    SAMPLES.put("numeric", new BigDecimal("1.50"));
    SAMPLES.put("date", LocalDate.of(2024, 1, 31));
    SAMPLES.put("timestamp with time zone", Instant.parse("2024-01-31T10:00:00Z"));
    SAMPLES.put("text", "abc");
    SAMPLES.put("jsonb", List.of(1));
  }

  private static final Map<String, String> AS_TEXT =
      Map.of(
          "boolean",
          "true",
          "bigint",
          "5000000000",
          "numeric",
          "1.50",
          "date",
          "2024-01-31",
          "timestamp with time zone",
          "2024-01-31T10:00:00.000000Z",
          "text",
          "abc",
          "jsonb",
          "[1]");

  @AfterAll
  static void close() {
    WAREHOUSE.close();
  }

  static Stream<Arguments> pairs() {
    return SAMPLES.keySet().stream()
        .flatMap(a -> SAMPLES.keySet().stream().map(b -> Arguments.of(a, b)));
  }

  private static String expected(String from, String to) {
    if (from.equals(to) || from.equals("text") || from.equals("jsonb")) {
      return from;
    }
    return switch (from + " " + to) {
      case "bigint numeric", "numeric bigint" -> "numeric";
      case "date timestamp with time zone", "timestamp with time zone date" ->
          "timestamp with time zone";
      default -> "text";
    };
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void holdsBothValuesAfterwards(String from, String to) {
    String table = "widen.\"%s to %s\"".formatted(from, to);
    String stream = table.replace("\"", "");
    WAREHOUSE.load(stream, BY_ID, record("id", 1, "v", SAMPLES.get(from)));
    LoadCounts counts = WAREHOUSE.load(stream, BY_ID, record("id", 2, "v", SAMPLES.get(to)));

    String type = expected(from, to);
    assertThat(counts.rejected()).isZero();
    assertThat(WAREHOUSE.types(table)).containsEntry("v", type);
    assertThat(WAREHOUSE.value("select count(v) from " + table)).isEqualTo("2");
    if (type.equals("text")) {
      assertThat(WAREHOUSE.value("select v from " + table + " where id = 1"))
          .isEqualTo(AS_TEXT.get(from));
    }
    assertThat(WAREHOUSE.load(stream, BY_ID, record("id", 2, "v", SAMPLES.get(to))).same())
        .isEqualTo(1);
    assertThat(counts.ddl()).hasSize(type.equals(from) ? 0 : 1);
  }

  @Test
  void addsNewColumnsAndKeepsThoseTheSourceNoLongerHas() {
    WAREHOUSE.load("widen.columns", BY_ID, record("id", 1, "old", "x"));
    LoadCounts counts = WAREHOUSE.load("widen.columns", BY_ID, record("id", 2, "new", 1));
    assertThat(counts.ddl())
        .containsExactly("alter table \"widen\".\"columns\" add column \"new\" bigint");
    assertThat(WAREHOUSE.rows("select id, old, new from widen.columns order by id").toString())
        .isEqualTo("[[1, x, null], [2, null, 1]]");
    assertThat(
            WAREHOUSE.value(
                "select statement from caravan.ddl_log where table_name = 'widen.columns' order by id desc limit 1"))
        .isEqualTo(counts.ddl().get(0));
  }

  @Test
  void aFieldThatARecordLeavesOutBecomesNullButAColumnMadeByHandStays() {
    WAREHOUSE.load("widen.hand", BY_ID, record("id", 1, "v", "x"));
    WAREHOUSE.execute(
        "alter table widen.hand add column note text", "update widen.hand set note = 'mine'");
    WAREHOUSE.load("widen.hand", BY_ID, record("id", 1));
    assertThat(WAREHOUSE.rows("select v, note from widen.hand").toString())
        .isEqualTo("[[null, mine]]");
  }

  @Test
  void widensTheKeyToo() {
    WAREHOUSE.load("widen.key", BY_ID, record("id", 1, "v", 1));
    WAREHOUSE.load("widen.key", BY_ID, record("id", "a", "v", 1));
    assertThat(WAREHOUSE.load("widen.key", BY_ID, record("id", 1, "v", 2)).changed()).isEqualTo(1);
    assertThat(WAREHOUSE.value("select count(*) from widen.key")).isEqualTo("2");
  }

  @Test
  void fitsTextIntoATypedColumnMadeByHandWhenItCan() {
    WAREHOUSE.execute(
        "create schema if not exists widen",
        "create table widen.typed (id integer primary key, n numeric(10,2), at timestamptz, u uuid, j json, s varchar(5))");
    Object record =
        record(
            "id",
            "1",
            "n",
            "2.50",
            "at",
            "2024-01-31T10:00:00Z",
            "u",
            "7d444840-9dc0-11d1-b245-5ffdce74fad2",
            "j",
            Map.of("a", 1),
            "s",
            "abc");
    for (int run = 0; run < 2; run++) {
      assertThat(WAREHOUSE.load("widen.typed", BY_ID, record).same()).isEqualTo(run);
    }
    assertThat(WAREHOUSE.types("widen.typed"))
        .containsEntry("id", "integer")
        .containsEntry("n", "numeric(10,2)");
    LoadCounts long5 = WAREHOUSE.load("widen.typed", BY_ID, record("id", 2, "s", "abcdef"));
    assertThat(long5.reasons()).containsKey("value too long for type character varying(5)");
    WAREHOUSE.load("widen.typed", BY_ID, record("id", 3_000_000_000L));
    assertThat(WAREHOUSE.types("widen.typed")).containsEntry("id", "bigint");
  }
}
