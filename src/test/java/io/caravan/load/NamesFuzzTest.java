package io.caravan.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.load.table.Names;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Names that nobody would choose. */
class NamesFuzzTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");
  private static int tables;

  @AfterContainer
  static void close() {
    WAREHOUSE.close();
  }

  @Provide
  Arbitrary<List<String>> fields() {
    Arbitrary<String> wild = Arbitraries.strings().all().ofMinLength(0).ofMaxLength(90);
    Arbitrary<String> nasty =
        Arbitraries.strings()
            .withChars("aA\"`];-'\\ \t\n\u0000ée\u0301\u200B\u05D0._%$")
            .ofMaxLength(8);
    Arbitrary<String> words =
        Arbitraries.of(
            "select",
            "user",
            "order",
            "ctid",
            "xmin",
            "_loaded_at",
            "_run_id",
            "_extra",
            "ID",
            "Id");
    return Arbitraries.oneOf(wild, nasty, words).list().uniqueElements().ofMinSize(1).ofMaxSize(12);
  }

  @Property(tries = 150)
  void loadsAndReadsBackUnderAnyName(@ForAll("fields") List<String> fields) {
    String table = "names.t" + ++tables;
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", 1);
    fields.forEach(field -> record.put(field, field.equals("id") ? 1 : "v" + field.hashCode()));
    long distinct = record.keySet().stream().map(Names::field).distinct().count();

    assertThat(WAREHOUSE.load(table, BY_ID, record).added()).isEqualTo(1);
    assertThat(WAREHOUSE.types(table)).hasSize((int) distinct);
    LoadCounts again = WAREHOUSE.load(table, BY_ID, record);
    assertThat(again.same()).isEqualTo(1);
    assertThat(again.ddl()).isEmpty();
    WAREHOUSE.execute("drop table " + table);
  }

  @Property
  void fitsIntoTheLimitAndStaysTheSame(@ForAll String field) {
    String name = Names.column(field);
    assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 63);
    assertThat(Names.effective(Names.effective(field))).isEqualTo(Names.effective(field));
  }
}
