package io.caravan.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the records of an answer are and what becomes of them. The setters are parameters of the
 * kamelet.
 */
public final class RecordRules {

  private String path = "";
  private boolean optional;
  private String fields = "";
  private String mapping = "";

  /** The records of an answer; none when it is empty, or null stands where they would be. */
  List<Object> of(Object body) {
    if (body == null) {
      return List.of();
    }
    if (!optional && !Field.exists(body, path)) {
      throw unexpected(
          "The answer has no records where the route expects them",
          body instanceof Map<?, ?> map ? "it has " + map.keySet() : "it is a list");
    }
    Object found = Field.find(body, path);
    if (found instanceof List<?> many) {
      return new ArrayList<>(many);
    }
    if (found == null || found instanceof Map) {
      return found == null ? List.of() : new ArrayList<>(List.of(found));
    }
    throw unexpected(
        "The answer has something else where its records should be",
        "found a " + found.getClass().getSimpleName());
  }

  private CaravanException unexpected(String what, String why) {
    return CaravanException.of(ErrorCode.E206, what)
        .where("records: " + (path.isEmpty() ? "(top)" : path))
        .why(why)
        .fix("Correct the parameter records of the route")
        .build();
  }

  /** Adds the fields that the route wants in each record, such as the id of its parent. */
  void complete(List<Object> records, Values values) {
    if (fields.isEmpty() || records.isEmpty()) {
      return;
    }
    Map<String, Object> more = Template.values(fields, values);
    records.replaceAll(
        record -> {
          Map<String, Object> complete = new LinkedHashMap<>();
          if (record instanceof Map<?, ?> map) {
            map.forEach((name, value) -> complete.put(name.toString(), value));
          } else {
            complete.put("value", record);
          }
          complete.putAll(more);
          return complete;
        });
  }

  /**
   * The page as it is stored: its records, or what the mapping makes of the answer with these
   * records in it.
   */
  Object mapped(Page page, List<Object> records, Values values, JqTexts jq) {
    if (mapping.isEmpty()) {
      return records;
    }
    JsonNode result = jq.run(mapping, Field.replaced(page.body(), path, records), values);
    if (result instanceof ObjectNode tables) {
      Map<String, Object> byTable = new LinkedHashMap<>();
      tables.properties().forEach(entry -> byTable.put(entry.getKey(), list(entry.getValue())));
      return byTable;
    }
    return list(result);
  }

  private List<Object> list(JsonNode result) {
    if (!result.isArray()) {
      throw CaravanException.of(ErrorCode.E106, "A mapping has to give a list of records")
          .where(mapping)
          .why("it gave " + result.getNodeType())
          .fix("Let it end in [ ... ], or in an object of such lists by table")
          .build();
    }
    List<Object> records = new ArrayList<>(result.size());
    result.forEach(records::add);
    return records;
  }

  public void setPath(String path) {
    this.path = path;
  }

  /** Whether an answer without the path has no records instead of being wrong. */
  public void setOptional(boolean optional) {
    this.optional = optional;
  }

  public void setFields(String fields) {
    this.fields = fields;
  }

  public void setMapping(String mapping) {
    this.mapping = mapping;
  }
}
