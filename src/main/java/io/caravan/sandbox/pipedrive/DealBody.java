package io.caravan.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a call says about a deal, checked.
 *
 * @param values fields of the API by name, without {@code is_deleted} and custom fields
 * @param custom custom fields by code; null clears one
 */
record DealBody(Map<String, Object> values, Map<String, Object> custom, Optional<Boolean> deleted) {

  private static final Set<String> NULLABLE = Set.of("person_id", "org_id", "archive_time");
  private static final Map<String, Expected> FIELDS = fields();

  /** Reads a body; the title is required where {@code creating}. */
  static DealBody of(Request request, Fields fields, boolean creating) {
    return of(Body.object(request), fields, creating);
  }

  static DealBody of(JsonNode body, Fields fields, boolean creating) {
    List<String> problems = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    body.properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              JsonNode node = entry.getValue();
              Expected expected = FIELDS.get(name);
              if (expected == null) {
                problems.add(name + ": Parameter '" + name + "' is not allowed for this request");
              } else if (!expected.fits(node) && !(node.isNull() && NULLABLE.contains(name))) {
                problems.add(name + ": Expected " + expected.name());
              }
              values.put(name, number(node));
            });
    if (body.has("title") ? body.get("title").asText().isBlank() : creating) {
      problems.add("title: Required");
    }
    if (body.has("lost_reason") && !body.path("status").asText("lost").equals("lost")) {
      problems.add("lost_reason: Can only be set if deal status is lost");
    }
    Map<String, Object> custom = custom(body.path("custom_fields"), fields, problems);
    if (!problems.isEmpty()) {
      throw Refused.body(problems);
    }
    values.remove("custom_fields");
    Optional<Boolean> deleted = Optional.ofNullable((Boolean) values.remove("is_deleted"));
    return new DealBody(values, custom, deleted);
  }

  private static Map<String, Object> custom(JsonNode node, Fields fields, List<String> problems) {
    Map<String, Object> custom = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              String code = entry.getKey();
              Optional<Field> field = fields.custom(code);
              if (field.isEmpty()) {
                problems.add("custom_fields." + code + ": Unknown custom field");
                return;
              }
              Expected expected = Expected.ofFieldType(field.get().type());
              if (!entry.getValue().isNull() && !expected.fits(entry.getValue())) {
                problems.add("custom_fields." + code + ": Expected " + expected.name());
              }
              custom.put(code, number(entry.getValue()));
            });
    return custom;
  }

  /** 20.0 comes back as 20, as from any service written in JavaScript. */
  private static Object number(JsonNode node) {
    if (node.isFloatingPointNumber() && node.asDouble() == Math.rint(node.asDouble())) {
      return node.asLong();
    }
    return Json.plain(node);
  }

  private static Map<String, Expected> fields() {
    Map<String, Expected> fields = new LinkedHashMap<>();
    fields.put("title", Expected.TEXT);
    fields.put("value", Expected.NUMBER);
    fields.put("currency", Expected.CURRENCY);
    fields.put("status", Expected.oneOf(Set.of("open", "won", "lost")));
    for (String id : List.of("owner_id", "person_id", "org_id", "pipeline_id", "stage_id")) {
      fields.put(id, Expected.ID);
    }
    fields.put("visible_to", Expected.ID);
    fields.put("probability", Expected.NUMBER);
    fields.put("lost_reason", Expected.TEXT);
    fields.put("is_deleted", Expected.BOOLEAN);
    fields.put("is_archived", Expected.BOOLEAN);
    for (String time : List.of("archive_time", "close_time", "won_time", "lost_time")) {
      fields.put(time, Expected.TIME);
    }
    fields.put("expected_close_date", Expected.DATE);
    fields.put("label_ids", Expected.ID_LIST);
    fields.put("custom_fields", Expected.OBJECT);
    return fields;
  }
}
