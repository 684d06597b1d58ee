package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Any name of the source becomes a column, and one only. */
class NamesTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");

  @AfterAll
  static void close() {
    WAREHOUSE.close();
  }

  @Test
  void tellsTwoNamesApartThatShareTheirFirstSixtyThreeBytes() {
    String same = "hs_v2_latest_source_timestamp_of_the_deal_in_the_default_pipeline_";
    WAREHOUSE.load(
        "names.long", BY_ID, record("id", 1, same + "entered", "a", same + "exited", "b"));
    assertThat(WAREHOUSE.types("names.long").keySet())
        .hasSize(3)
        .allMatch(name -> name.getBytes(StandardCharsets.UTF_8).length <= 63);
    assertThat(
            WAREHOUSE
                .load(
                    "names.long",
                    BY_ID,
                    record("id", 1, same + "exited", "b", same + "entered", "a"))
                .same())
        .isEqualTo(1);
  }

  @Test
  void tellsNamesApartThatDifferInCapitalsOnly() {
    WAREHOUSE.load("names.case", BY_ID, record("id", 1, "Name", "a", "NAME", "b"));
    assertThat(
            WAREHOUSE.types("names.case").keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct())
        .hasSize(3);
    assertThat(
            WAREHOUSE.load("names.case", BY_ID, record("id", 1, "NAME", "b", "Name", "a")).same())
        .isEqualTo(1);
    assertThat(WAREHOUSE.value("select \"Name\" from names.case")).isEqualTo("a");
  }

  @Test
  void findsAColumnWhoseFieldHasChangedItsCapitals() {
    WAREHOUSE.load("names.renamed", BY_ID, record("id", 1, "dealName", "a"));
    WAREHOUSE.load("names.renamed", BY_ID, record("id", 1, "dealname", "b"));
    assertThat(WAREHOUSE.rows("select \"dealName\" from names.renamed").toString())
        .isEqualTo("[[b]]");
  }

  @Test
  void remembersTheFieldOfAColumnWithAnotherName() {
    WAREHOUSE.load("names.remark", BY_ID, record("id", 1, "ctid", "a"));
    assertThat(WAREHOUSE.value("select col_description('names.remark'::regclass, 2)"))
        .isEqualTo("field: ctid");
    assertThat(WAREHOUSE.value("select ctid_ from names.remark")).isEqualTo("a");
  }

  @Test
  void quotesSchemaAndTable() {
    WAREHOUSE.load("select.order \"by\"; drop schema names--", BY_ID, record("id", 1));
    assertThat(
            WAREHOUSE.value(
                "select count(*) from \"select\".\"order \"\"by\"\"; drop schema names--\""))
        .isEqualTo("1");
  }

  @Test
  void takesReservedWordsOfThreeDatabasesAsColumns() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", 1);
    WAREHOUSE
        .rows("select word from pg_get_keywords()")
        .forEach(word -> record.put(word.get(0), "x"));
    List.of("rank", "key", "index", "clustered", "top", "identity", "lateral", "dual", "rowguidcol")
        .forEach(w -> record.put(w, "x"));
    assertThat(record).hasSizeGreaterThan(300);
    WAREHOUSE.load("names.reserved", BY_ID, record);
    assertThat(WAREHOUSE.types("names.reserved").keySet())
        .containsExactlyElementsOf(record.keySet());
  }

  @Test
  void putsWhatIsBeyondAThousandColumnsIntoOne() {
    Map<String, Object> record = new LinkedHashMap<>();
    for (int i = 0; i < 1_200; i++) {
      record.put("f" + i, i % 2);
    }
    record.put("id", 1);
    for (int run = 0; run < 2; run++) {
      assertThat(WAREHOUSE.load("names.wide", BY_ID, record).same()).isEqualTo(run);
    }
    assertThat(WAREHOUSE.types("names.wide")).hasSize(1_001).containsEntry("_extra", "jsonb");
    assertThat(WAREHOUSE.value("select _extra ->> 'f1199' from names.wide")).isEqualTo("1");
  }
}
