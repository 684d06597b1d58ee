package io.caravan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.file.FileColumn.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written reads back as the same values, with readers that are not ours. */
class FormatsTest {

  private static final List<FileColumn> COLUMNS =
      List.of(
          new FileColumn("truth", Kind.TRUTH),
          new FileColumn("whole", Kind.WHOLE),
          new FileColumn("number", Kind.NUMBER),
          new FileColumn("day", Kind.DAY),
          new FileColumn("moment", Kind.MOMENT),
          new FileColumn("text", Kind.TEXT),
          new FileColumn("json", Kind.JSON));

  private static final LocalDateTime MOMENT = LocalDateTime.parse("2024-02-29T23:59:59.123456");

  private static final List<Object[]> ROWS =
      List.of(
          new Object[] {
            true,
            Long.MAX_VALUE,
            new BigDecimal("-0.1"),
            LocalDate.of(2024, 2, 29),
            MOMENT,
            "a \"quoted\", text;\nin two lines\tЄ 😀",
            "{\"a\": [1, null, \"x\"]}"
          },
          new Object[7],
          new Object[] {
            false,
            -7L,
            new BigDecimal("1200"),
            LocalDate.of(1900, 1, 1),
            LocalDateTime.parse("1900-01-01T00:00:00"),
            "=HYPERLINK(\"http://example.org\")",
            "[]"
          });

  @TempDir private Path folder;

  private Path write(FileFormat format, List<FileColumn> columns, Iterable<Object[]> rows)
      throws IOException {
    Path path = folder.resolve("t." + format.word());
    try (RowFile file = format.open(Files.newOutputStream(path), "t", columns, true)) {
      for (Object[] row : rows) {
        file.write(row);
      }
    }
    return path;
  }

  private JsonNode read(FileFormat format) throws Exception {
    write(format, COLUMNS, ROWS);
    JsonNode file = ReadFiles.of(folder).get("t." + format.word());
    assertThat(file.get("columns").toString())
        .isEqualTo("[\"truth\",\"whole\",\"number\",\"day\",\"moment\",\"text\",\"json\"]");
    return file.get("rows");
  }

  @Test
  void jsonKeepsEveryValueAsWhatItIs() throws Exception {
    for (FileFormat format : List.of(FileFormat.JSON, FileFormat.JSONL)) {
      JsonNode rows = read(format);
      assertThat(rows.get(0).toString())
          .isEqualTo(
              "[true,9223372036854775807,-0.1,\"2024-02-29\",\"2024-02-29T23:59:59.123456Z\","
                  + "\"a \\\"quoted\\\", text;\\nin two lines\\tЄ 😀\",{\"a\":[1,null,\"x\"]}]");
      assertThat(rows.get(1).toString()).isEqualTo("[null,null,null,null,null,null,null]");
      assertThat(rows.get(2).toString())
          .isEqualTo(
              "[false,-7,1200,\"1900-01-01\",\"1900-01-01T00:00:00Z\",\"=HYPERLINK(\\\"http://example.org\\\")\",[]]");
      Files.delete(folder.resolve("t." + format.word()));
    }
  }

  @Test
  void separatedTextKeepsEveryValueAndHasNoFormula() throws Exception {
    for (FileFormat format : List.of(FileFormat.CSV, FileFormat.TSV)) {
      JsonNode rows = read(format);
      assertThat(rows.get(0).toString())
          .isEqualTo(
              "[\"true\",\"9223372036854775807\",\"-0.1\",\"2024-02-29\",\"2024-02-29T23:59:59.123456Z\",\"a"
                  + " \\\"quoted\\\", text;\\n"
                  + "in two lines\\tЄ 😀\",\"{\\\"a\\\": [1, null, \\\"x\\\"]}\"]");
      assertThat(rows.get(1).toString()).isEqualTo("[null,null,null,null,null,null,null]");
      assertThat(rows.get(2).get(5).asText()).isEqualTo("'=HYPERLINK(\"http://example.org\")");
      Files.delete(folder.resolve("t." + format.word()));
    }
  }

  @Test
  void aWorkbookHasTypedCellsAndTextWhereASpreadsheetWouldLoseSomething() throws Exception {
    JsonNode rows = read(FileFormat.XLSX);

    assertThat(rows.get(0).get(0).booleanValue()).isTrue();
    assertThat(rows.get(0).get(1).textValue()).isEqualTo("9223372036854775807");
    assertThat(rows.get(0).get(2).doubleValue()).isEqualTo(-0.1);
    assertThat(rows.get(0).get(3).doubleValue()).isEqualTo(45351);
    assertThat(Math.round(rows.get(0).get(4).doubleValue() * 86_400))
        .isEqualTo(45352L * 86_400 - 1);
    assertThat(rows.get(0).get(5).textValue()).isEqualTo(ROWS.get(0)[5]);
    assertThat(rows.get(1).toString()).isEqualTo("[null,null,null,null,null,null,null]");
    assertThat(rows.get(2).get(1).intValue()).isEqualTo(-7);
    assertThat(rows.get(2).get(3).textValue()).isEqualTo("1900-01-01");
    assertThat(rows.get(2).get(4).textValue()).isEqualTo("1900-01-01T00:00:00Z");
    assertThat(rows.get(2).get(5).textValue()).isEqualTo(ROWS.get(2)[5]);
  }

  @Test
  void aSheetThatIsFullIsFollowedByAnother() throws Exception {
    OutputStream out = Files.newOutputStream(folder.resolve("t.xlsx"));
    try (RowFile file = new SheetRows(out, "a name: [far] too long for a sheet", COLUMNS, 3)) {
      for (int i = 0; i < 5; i++) {
        file.write(new Object[] {true, (long) i, null, null, null, null, null});
      }
    }
    JsonNode file = ReadFiles.of(folder).get("t.xlsx");

    assertThat(file.get("sheets").asInt()).isEqualTo(3);
    assertThat(file.get("rows")).hasSize(5);
  }

  @Test
  void aTextLongerThanACellIsRefusedWithAnotherFormat() {
    Object[] row = new Object[7];
    row[5] = "x".repeat(32_768);

    assertThatThrownBy(() -> write(FileFormat.XLSX, COLUMNS, List.<Object[]>of(row)))
        .isInstanceOfSatisfying(
            CaravanException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.E314);
              assertThat(refusal.where()).contains("column text");
              assertThat(refusal.fixes().get(0)).contains("--load-to csv");
            });
  }

  @Test
  void parquetReadsBackWithTheReaderOfItsProject() throws Exception {
    Path file = write(FileFormat.PARQUET, COLUMNS, ROWS);
    List<List<Object>> rows = ReadFiles.parquet(file);

    assertThat(ReadFiles.parquetColumns(file))
        .containsExactly("truth", "whole", "number", "day", "moment", "text", "json");
    assertThat(ReadFiles.parquetSchema(file))
        .contains(
            "optional boolean truth",
            "optional int64 whole",
            "optional double number",
            "optional int32 day (DATE)",
            "optional int64 moment (TIMESTAMP(MICROS,true))",
            "optional binary text (STRING)",
            "optional binary json (JSON)");
    assertThat(rows.get(0))
        .containsExactly(
            true,
            Long.MAX_VALUE,
            -0.1,
            (int) LocalDate.of(2024, 2, 29).toEpochDay(),
            1709251199123456L,
            ROWS.get(0)[5],
            ROWS.get(0)[6]);
    assertThat(rows.get(1)).containsOnlyNulls();
    assertThat(rows.get(2).subList(0, 3)).containsExactly(false, -7L, 1200.0);
  }

  @Test
  void parquetOfManyRowsHasSeveralGroups() throws Exception {
    List<Object[]> many = new ArrayList<>();
    for (int i = 0; i < 250_003; i++) {
      many.add(new Object[] {i % 3 == 0 ? null : i % 2 == 0, i % 5 == 0 ? null : (long) i});
    }
    Path file = write(FileFormat.PARQUET, COLUMNS.subList(0, 2), many);

    assertThat(ReadFiles.parquet(file))
        .containsExactlyElementsOf(many.stream().map(Arrays::asList).toList());
  }

  @Test
  void aFileWithoutRowsTellsItsColumns() throws Exception {
    assertThat(ReadFiles.parquetColumns(write(FileFormat.PARQUET, COLUMNS, List.of()))).hasSize(7);
    Files.delete(folder.resolve("t.parquet"));
    for (FileFormat format : List.of(FileFormat.CSV, FileFormat.JSON, FileFormat.XLSX)) {
      write(format, COLUMNS, List.of());
    }
    JsonNode files = ReadFiles.of(folder);
    assertThat(files.get("t.csv").get("columns")).hasSize(7);
    assertThat(files.get("t.xlsx").get("columns")).hasSize(7);
    assertThat(files.get("t.json").get("rows")).isEmpty();
  }

  @Test
  void onlyWhatMayBeAFormulaGetsAnApostrophe() {
    assertThat(
            Stream.of("=1", "+1+2", "-x", "@sum", "\tx", "\rx", "＝1").map(FormulaGuard::harmless))
        .containsExactly("'=1", "'+1+2", "'-x", "'@sum", "'\tx", "'\rx", "'＝1");
    assertThat(
            Stream.of("", "a=1", "+380441234567", "-5", "-1.5", " =x").map(FormulaGuard::harmless))
        .containsExactly("", "a=1", "+380441234567", "-5", "-1.5", " =x");
  }
}
