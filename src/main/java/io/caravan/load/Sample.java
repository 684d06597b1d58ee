package io.caravan.load;

import io.caravan.load.value.Records;
import io.caravan.stream.Reject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the first records of each table, to be shown. */
public final class Sample implements PageTap {

  private final long most;
  private final Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();

  /**
   * @param most records of each table
   */
  public Sample(long most) {
    this.most = most;
  }

  @Override
  public void take(String stream, List<String> key, boolean infers, Map<String, List<?>> page) {
    page.forEach(
        (table, records) -> {
          List<Map<String, Object>> kept = tables.computeIfAbsent(table, name -> new ArrayList<>());
          for (Object record : records) {
            if (kept.size() < most && !(record instanceof Reject)) {
              Map<String, Object> fields = new LinkedHashMap<>();
              Records.fields(record, fields::put);
              kept.add(fields);
            }
          }
        });
  }

  /** Records by table; objects and lists inside them as JSON of Jackson, or as maps and lists. */
  public Map<String, List<Map<String, Object>>> tables() {
    return tables;
  }
}
