package io.caravan.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call says about a person or an activity, checked.
 *
 * @param custom custom fields by code; null clears one
 */
record ItemBody(Map<String, Object> values, Map<String, Object> custom) {

  static ItemBody of(Kind kind, JsonNode body, Fields fields, boolean creating) {
    if (kind == Kind.ACTIVITY && body.has("person_id")) {
      throw Refused.parameter("person_id: This field is read-only, use participants instead");
    }
    List<String> problems = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    body.properties()
        .forEach(
            entry -> {
              Expected expected = kind.fields().get(entry.getKey());
              if (expected == null) {
                problems.add(
                    entry.getKey()
                        + ": Parameter '"
                        + entry.getKey()
                        + "' is not allowed for this request");
              } else if (!expected.fits(entry.getValue())) {
                problems.add(entry.getKey() + ": Expected " + expected.name());
              }
              values.put(entry.getKey(), Json.plain(entry.getValue()));
            });
    String required = kind.required();
    if (required != null
        && (body.has(required) ? body.get(required).asText().isBlank() : creating)) {
      problems.add(required + ": Required");
    }
    Map<String, Object> custom = custom(body.path("custom_fields"), fields, problems);
    if (!problems.isEmpty()) {
      throw Refused.body(problems);
    }
    values.remove("custom_fields");
    return new ItemBody(values, custom);
  }

  private static Map<String, Object> custom(JsonNode node, Fields fields, List<String> problems) {
    Map<String, Object> custom = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              Optional<Field> field = fields.custom(entry.getKey());
              if (field.isEmpty()) {
                problems.add("custom_fields." + entry.getKey() + ": Unknown custom field");
              } else if (!entry.getValue().isNull()
                  && !Expected.ofFieldType(field.get().type()).fits(entry.getValue())) {
                problems.add("custom_fields." + entry.getKey() + ": Expected another type");
              }
              custom.put(entry.getKey(), Json.plain(entry.getValue()));
            });
    return custom;
  }
}
