package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which column a value gets, and that it reads back as what it was. */
class TypesTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");
  private static final UUID ID = UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2");
  private static int tables;

  @AfterAll
  static void close() {
    WAREHOUSE.close();
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(5, "bigint", "5"),
        Arguments.of(Long.MIN_VALUE, "bigint", "-9223372036854775808"),
        Arguments.of(new BigInteger("9223372036854775808"), "numeric", "9223372036854775808"),
        Arguments.of(new BigDecimal("9007199254740993"), "numeric", "9007199254740993"),
        Arguments.of(new BigDecimal("1.50"), "numeric", "1.50"),
        Arguments.of(new BigDecimal("1E+400"), "numeric", "1" + "0".repeat(400)),
        Arguments.of(new BigDecimal("1E+200000"), "text", "1E+200000"),
        Arguments.of(0.1, "numeric", "0.1"),
        Arguments.of(true, "boolean", "t"),
        Arguments.of("", "text", ""),
        Arguments.of("007", "text", "007"),
        Arguments.of("12", "text", "12"),
        Arguments.of("2024-01-31", "text", "2024-01-31"),
        Arguments.of("\\N", "text", "\\N"),
        Arguments.of("\\.", "text", "\\."),
        Arguments.of("a\tb\nc\rd\\e\"f'g\u0001\b\f", "text", "a\tb\nc\rd\\e\"f'g\u0001\b\f"),
        Arguments.of("Ünï €uro \uD83D\uDC2B שלום", "text", "Ünï €uro \uD83D\uDC2B שלום"),
        Arguments.of(LocalDate.of(2024, 2, 29), "date", "2024-02-29"),
        Arguments.of(
            Instant.parse("2024-01-31T10:00:00.123456Z"),
            "timestamp with time zone",
            "2024-01-31 10:00:00.123456"),
        Arguments.of(
            OffsetDateTime.parse("2024-01-31T10:00:00+02:00"),
            "timestamp with time zone",
            "2024-01-31 08:00:00"),
        Arguments.of(
            LocalDateTime.of(2024, 1, 31, 10, 0),
            "timestamp with time zone",
            "2024-01-31 10:00:00"),
        Arguments.of(ID, "text", ID.toString()),
        Arguments.of(List.of(), "jsonb", "[]"),
        Arguments.of(
            Map.of("a", List.of(1, "x\"y\\z\n\u0007", true)),
            "jsonb",
            "{\"a\": [1, \"x\\\"y\\\\z\\n\\u0007\", true]}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void givesAValueTheColumnItNeedsAndReadsItBack(Object value, String type, String stored) {
    String table = "types.t" + ++tables;
    for (int run = 0; run < 2; run++) {
      LoadCounts counts = WAREHOUSE.load(table, BY_ID, record("id", 1, "v", value));
      assertThat(counts.same()).isEqualTo(run);
    }
    assertThat(WAREHOUSE.types(table)).containsEntry("v", type);
    String column = type.startsWith("timestamp") ? "v at time zone 'UTC'" : "v";
    assertThat(WAREHOUSE.value("select " + column + " from " + table)).isEqualTo(stored);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(List.of("1", "-20", "0"), "bigint"),
        Arguments.of(List.of("1", "9223372036854775808"), "numeric"),
        Arguments.of(List.of("1", "2.50"), "numeric"),
        Arguments.of(List.of("1", "007"), "text"),
        Arguments.of(List.of("1", "-0"), "text"),
        Arguments.of(List.of("1", "+1"), "text"),
        Arguments.of(List.of("1", "1e5"), "text"),
        Arguments.of(List.of("1", " 2"), "text"),
        Arguments.of(List.of("1", ""), "text"),
        Arguments.of(List.of("true", "false"), "boolean"),
        Arguments.of(List.of("true", "yes"), "text"),
        Arguments.of(List.of("true", "1"), "text"),
        Arguments.of(List.of("2024-01-31", "1999-12-31"), "date"),
        Arguments.of(List.of("2024-01-31", "2024-01-31T10:00:00Z"), "timestamp with time zone"),
        Arguments.of(
            List.of("2024-01-31 10:00:00", "2024-01-31T10:00:00.123+02:00"),
            "timestamp with time zone"),
        Arguments.of(List.of("2024-01-31", "31.01.2024"), "text"),
        Arguments.of(List.of("2024-02-30"), "text"),
        Arguments.of(List.of("555-0100-22"), "text"),
        Arguments.of(List.of("1", "2024-01-31"), "text"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void infersTheTypeOfTextOnlyWhenNothingIsLost(List<String> texts, String type) {
    String table = "types.t" + ++tables;
    Object[] records = new Object[texts.size() + 1];
    records[0] = record("id", -1, "v", null);
    for (int i = 0; i < texts.size(); i++) {
      records[i + 1] = record("id", i, "v", texts.get(i));
    }
    for (int run = 0; run < 2; run++) {
      LoadCounts counts = WAREHOUSE.load(table, BY_ID.withInfer(true), records);
      assertThat(counts.rejected()).isZero();
      assertThat(counts.same()).isEqualTo(run * (long) records.length);
    }
    assertThat(WAREHOUSE.types(table)).containsEntry("v", type);
    assertThat(WAREHOUSE.value("select v from " + table + " where id = -1")).isNull();
  }

  @Test
  void keepsTheEmptyTextAndNullApart() {
    WAREHOUSE.load(
        "types.empty",
        BY_ID,
        record("id", 1, "v", ""),
        record("id", 2, "v", null),
        record("id", 3));
    assertThat(WAREHOUSE.rows("select id from types.empty where v is null order by id").toString())
        .isEqualTo("[[2], [3]]");
  }

  @Test
  void storesADayThatDoesNotExistAsNullAndNotesTheRecord() {
    LoadOptions inferred = BY_ID.withInfer(true);
    LoadCounts counts =
        WAREHOUSE.load(
            "types.days",
            inferred,
            record("id", "1", "day", "2024-01-31"),
            record("id", "2", "day", "2024-02-30"),
            record("id", "3", "day", "20231-01-01"));
    assertThat(counts.rejected()).isEqualTo(2);
    assertThat(counts.added()).isEqualTo(3);
    assertThat(WAREHOUSE.types("types.days")).containsEntry("day", "date");
    assertThat(WAREHOUSE.rows("select day from types.days order by id").toString())
        .isEqualTo("[[2024-01-31], [null], [null]]");
    assertThat(new Rejects(WAREHOUSE.database()).list("types.days", 9))
        .extracting(StoredReject::where)
        .containsExactly("2024-02-30", "20231-01-01");
  }

  @Test
  void takesLeapSecondsAndTimesWithoutAZoneAsUtc() {
    WAREHOUSE.load(
        "types.moments",
        BY_ID.withInfer(true),
        record("id", "1", "at", "2016-12-31T23:59:60Z"),
        record("id", "2", "at", "2016-12-31 23:59"));
    assertThat(
            WAREHOUSE
                .rows("select at at time zone 'UTC' from types.moments order by id")
                .toString())
        .isEqualTo("[[2017-01-01 00:00:00], [2016-12-31 23:59:00]]");
  }

  @Test
  void replacesWhatNoDatabaseStoresAndCountsIt() {
    LoadCounts counts =
        WAREHOUSE.load(
            "types.dirty",
            BY_ID,
            record(
                "id",
                1,
                "nul",
                "a\u0000b",
                "half",
                "x\uD83Dy\uDC2B",
                "nan",
                Double.NaN,
                "inf",
                Float.POSITIVE_INFINITY,
                "nested",
                Map.of("k\u0000", List.of("\uD83D", Double.NaN))));
    assertThat(counts.added()).isEqualTo(1);
    assertThat(counts.sanitized()).isEqualTo(8);
    assertThat(WAREHOUSE.rows("select nul, half, nan, inf, nested from types.dirty"))
        .containsExactly(
            java.util.Arrays.asList(
                "a\uFFFDb", "x\uFFFDy\uFFFD", null, null, "{\"k\uFFFD\": [\"\uFFFD\", null]}"));
  }

  @Test
  void readsObjectsOfJacksonLikeMaps() throws Exception {
    Object json =
        new ObjectMapper()
            .readTree(
                "{\"id\": 1, \"t\": \"x\", \"n\": 12345678901234567890, \"b\": false, \"o\": {\"a\": null}, \"z\": null}");
    WAREHOUSE.load("types.jackson", BY_ID, json);
    assertThat(WAREHOUSE.rows("select id, t, n, b, o, z from types.jackson"))
        .containsExactly(
            java.util.Arrays.asList("1", "x", "12345678901234567890", "f", "{\"a\": null}", null));
  }

  @Test
  void waitsForTheFirstValueBeforeItDecidesOnAType() {
    WAREHOUSE.load("types.late", BY_ID, record("id", 1, "v", null));
    assertThat(WAREHOUSE.types("types.late")).containsEntry("v", "text");
    WAREHOUSE.load("types.late", BY_ID, record("id", 2, "v", 5));
    assertThat(WAREHOUSE.types("types.late")).containsEntry("v", "bigint");
    WAREHOUSE.load("types.late", BY_ID, record("id", 2, "v", null));
    assertThat(WAREHOUSE.types("types.late")).containsEntry("v", "bigint");
  }
}
