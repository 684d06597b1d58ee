package io.caravan.sandbox.pipedrive;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A person or an activity at one moment; a change makes another.
 *
 * @param values what was said about it, by field of the API
 * @param custom the custom fields that have a value, by code
 * @param deleted when it was deleted, null while it lives
 */
record Item(
    Kind kind,
    long id,
    Map<String, Object> values,
    Map<String, Object> custom,
    Instant added,
    Instant updated,
    Instant deleted) {

  boolean lives() {
    return deleted == null;
  }

  boolean rememberedAt(Instant now) {
    return lives() || now.isBefore(deleted.plus(Deal.REMEMBERED));
  }

  Object value(String field) {
    return values.getOrDefault(field, kind.usual().get(field));
  }

  /** As v2 shows it; custom fields only where its kind has them. */
  Map<String, Object> json(Set<String> customCodes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.putAll(kind.usual());
    json.putAll(values);
    json.put("add_time", Deal.time(added));
    json.put("update_time", Deal.time(updated));
    json.put("is_deleted", !lives());
    if (kind.hasCustomFields()) {
      Map<String, Object> customFields = new LinkedHashMap<>();
      customCodes.forEach(code -> customFields.put(code, custom.get(code)));
      json.put("custom_fields", customFields);
    }
    return Collections.unmodifiableMap(json);
  }
}
