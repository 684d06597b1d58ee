package io.caravan.dbt;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of one node of the dbt project.
 *
 * @param id unique in the project, such as {@code model.caravan.orders}
 * @param kind model, test, unit_test, seed, snapshot, ...
 * @param status as dbt says it: success, pass, fail, error, skipped, warn, no-op
 * @param rows rows written; null where dbt does not know, as for views and tests
 * @param failures rows that a test found; null for what is no test
 * @param seconds how long it took
 * @param message what the database or dbt said; may be null
 */
public record NodeResult(
    String id,
    String kind,
    String status,
    Long rows,
    Long failures,
    double seconds,
    String message) {

  /** The name without kind, project and hash: {@code orders}. */
  public String name() {
    String[] parts = id.split("\\.");
    return parts.length < 3 ? id : kind.equals("unit_test") ? parts[parts.length - 1] : parts[2];
  }

  boolean failed() {
    return status.equals("error") || status.equals("fail") || status.equals("runtime error");
  }

  boolean isTest() {
    return kind.equals("test") || kind.equals("unit_test");
  }

  /** For the run record. Values that are not known are left out. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", id);
    map.put("name", name());
    map.put("kind", kind);
    map.put("status", status);
    map.put("seconds", Math.round(seconds * 1000) / 1000.0);
    if (rows != null) {
      map.put("rows", rows);
    }
    if (failures != null) {
      map.put("failures", failures);
    }
    if (message != null) {
      map.put("message", message);
    }
    return map;
  }
}
