package io.caravan.sandbox.pipedrive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A field of a deal or of a person.
 *
 * @param code the name of a built-in field, 40 hexadecimal digits for a custom one
 * @param options the labels to choose from, numbered from 1; empty when the type has none
 */
record Field(String name, String code, String type, boolean custom, List<String> options) {

  private static final Set<String> SEARCHABLE =
      Set.of("address", "varchar", "text", "varchar_auto", "double", "monetary", "phone");

  boolean searchable() {
    return custom && SEARCHABLE.contains(type);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field_name", name);
    json.put("field_code", code);
    json.put("field_type", type);
    json.put("options", options.isEmpty() ? null : optionsJson());
    json.put("subfields", null);
    json.put("is_custom_field", custom);
    json.put("is_optional_response_field", false);
    return json;
  }

  private List<Map<String, Object>> optionsJson() {
    List<Map<String, Object>> json = new ArrayList<>();
    for (String label : options) {
      json.add(Map.of("id", json.size() + 1, "label", label));
    }
    return json;
  }
}
