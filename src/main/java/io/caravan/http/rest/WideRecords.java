package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records whose properties do not all fit into one call: the same page is asked for several times,
 * each time with other properties, and a record is put together by its {@code id}.
 */
final class WideRecords {

  private static final String ID = "id";

  private WideRecords() {}

  /**
   * Adds what the later pages say of the records of the first. Yields whether they all say
   * something of each; otherwise the list has changed between two calls. Records that only a later
   * page has are left to the next read.
   */
  static boolean join(List<Page> parts) {
    for (Page part : parts.subList(1, parts.size())) {
      Map<Object, Map<Object, Object>> byId = new HashMap<>();
      part.records().forEach(record -> byId.put(Field.find(record, ID), fields(record)));
      for (Object record : parts.get(0).records()) {
        Map<Object, Object> more = byId.get(Field.find(record, ID));
        if (more == null) {
          return false;
        }
        add(fields(record), more);
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> fields(Object record) {
    return record instanceof Map<?, ?> map ? (Map<Object, Object>) map : new HashMap<>();
  }

  private static void add(Map<Object, Object> whole, Map<Object, Object> part) {
    part.forEach(
        (name, value) -> {
          if (whole.get(name) instanceof Map<?, ?> inner && value instanceof Map<?, ?>) {
            add(fields(inner), fields(value));
          } else {
            whole.putIfAbsent(name, value);
          }
        });
  }

  static CaravanException changed(String path) {
    return CaravanException.of(ErrorCode.E206, "A list changes faster than it can be read")
        .where(path)
        .why("its records are too wide for one call, and the calls for a page gave different ones")
        .fix("Run it again later, or select fewer properties of the stream")
        .build();
  }
}
