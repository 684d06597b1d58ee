package io.caravan.load;

import io.caravan.config.Settings;
import io.caravan.load.table.TableName;
import io.caravan.stream.Schemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that a stream fills. A stream, its route and its catalog name them by the system; the
 * settings say in which schema they stand.
 */
record Placement(Settings settings, String stream) {

  /** The stream's own table, as {@code schema.table}. */
  String table() {
    return TableName.parse(Schemas.table(settings, stream), null).toString();
  }

  /** The schema of tables that a page names without one. */
  private String system() {
    return stream.substring(0, stream.indexOf('.'));
  }

  /** The fields that an option names for tables. */
  Map<String, List<String>> names(String option) {
    return placed(NamesByTable.parse(option, system()));
  }

  /** The records of a page by table; those of the own table in the form in which they are kept. */
  Map<String, List<?>> records(Object body, Form form, List<String> key) {
    Map<String, List<?>> placed = placed(PageBody.tables(body, stream, system()));
    placed.computeIfPresent(table(), (name, records) -> form.of(records, key));
    return placed;
  }

  private <T> Map<String, T> placed(Map<String, T> byTable) {
    Map<String, T> placed = new LinkedHashMap<>();
    byTable.forEach((name, value) -> placed.put(Schemas.table(settings, name), value));
    return placed;
  }
}
