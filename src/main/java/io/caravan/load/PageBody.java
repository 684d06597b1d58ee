package io.caravan.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.table.TableName;
import io.caravan.load.value.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The forms in which a page arrives: records of one table, or lists of records by table. */
public final class PageBody {

  private PageBody() {}

  /** The records by {@code schema.table}. */
  public static Map<String, List<?>> tables(Object body, String stream, String schema) {
    if (body == null) {
      return Map.of(name(stream, schema), List.of());
    }
    if (isTables(body)) {
      Map<String, List<?>> tables = new LinkedHashMap<>();
      Records.fields(
          body, (table, rows) -> tables.merge(name(table, schema), list(rows), PageBody::joined));
      return tables;
    }
    return Map.of(name(stream, schema), records(body));
  }

  private static String name(String table, String schema) {
    return TableName.parse(table, schema).toString();
  }

  private static List<?> records(Object body) {
    if (body instanceof Map || body instanceof ObjectNode) {
      return List.of(body);
    }
    if (body instanceof List || body instanceof ArrayNode) {
      return list(body);
    }
    if (body instanceof Iterable<?> many) {
      List<Object> records = new ArrayList<>();
      many.forEach(records::add);
      return records;
    }
    throw CaravanException.of(ErrorCode.E314, "upsert: needs a list of records")
        .why("found " + body.getClass().getName())
        .fix("Convert the body first, for example with unmarshal: json, or jq")
        .build();
  }

  /** An object whose every field is a list of objects names tables; any other is one record. */
  private static boolean isTables(Object body) {
    if (body instanceof Map<?, ?> map) {
      return !map.isEmpty() && map.values().stream().allMatch(PageBody::isRecords);
    }
    if (body instanceof ObjectNode node) {
      boolean records = !node.isEmpty();
      for (JsonNode value : node) {
        records &= isRecords(value);
      }
      return records;
    }
    return false;
  }

  private static boolean isRecords(Object value) {
    return value instanceof List || value instanceof ArrayNode;
  }

  /** The same table under two names, with and without its schema. */
  private static List<?> joined(List<?> one, List<?> other) {
    List<Object> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static List<?> list(Object value) {
    if (value instanceof ArrayNode array) {
      List<Object> records = new ArrayList<>(array.size());
      array.forEach(records::add);
      return records;
    }
    return (List<?>) value;
  }
}
