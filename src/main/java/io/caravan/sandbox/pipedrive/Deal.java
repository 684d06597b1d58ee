package io.caravan.sandbox.pipedrive;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A deal at one moment; a change makes another.
 *
 * @param values what was said about it, by field of the API; what was not said has its usual value
 * @param custom the custom fields that have a value, by code
 * @param deleted when it was deleted, null while it lives
 */
record Deal(
    long id,
    Map<String, Object> values,
    Map<String, Object> custom,
    Instant added,
    Instant updated,
    Instant deleted) {

  /** Deleted deals can be seen for so long. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  private static final Map<String, Object> USUAL = usual();

  /** A place in the order of deals, with nothing else in it. */
  static Deal at(long id, Instant updated) {
    return new Deal(id, Map.of(), Map.of(), updated, updated, null);
  }

  Object value(String field) {
    return field.equals("id") ? id : values.getOrDefault(field, USUAL.get(field));
  }

  String status() {
    return (String) value("status");
  }

  boolean archived() {
    return Boolean.TRUE.equals(value("is_archived"));
  }

  boolean lives() {
    return deleted == null;
  }

  boolean rememberedAt(Instant now) {
    return lives() || now.isBefore(deleted.plus(REMEMBERED));
  }

  /** As v2 shows it, with these custom fields, null where one has no value. */
  Map<String, Object> json(Set<String> customCodes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.putAll(USUAL);
    json.putAll(values);
    json.put("add_time", time(added));
    json.put("update_time", time(updated));
    json.put("is_deleted", !lives());
    Map<String, Object> customFields = new LinkedHashMap<>();
    customCodes.forEach(code -> customFields.put(code, custom.get(code)));
    json.put("custom_fields", customFields);
    return json;
  }

  /** RFC 3339, whole seconds, UTC. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Map<String, Object> usual() {
    Map<String, Object> usual = new LinkedHashMap<>();
    usual.put("title", null);
    usual.put("owner_id", CurrentUser.ID);
    usual.put("person_id", null);
    usual.put("org_id", null);
    usual.put("pipeline_id", 1);
    usual.put("stage_id", 1);
    usual.put("value", 0);
    usual.put("currency", CurrentUser.CURRENCY);
    usual.put("add_time", null);
    usual.put("update_time", null);
    usual.put("stage_change_time", null);
    usual.put("is_deleted", false);
    usual.put("is_archived", false);
    usual.put("status", "open");
    usual.put("probability", null);
    usual.put("lost_reason", null);
    usual.put("visible_to", 3);
    usual.put("close_time", null);
    usual.put("won_time", null);
    usual.put("lost_time", null);
    usual.put("expected_close_date", null);
    usual.put("label_ids", List.of());
    usual.put("origin", "API");
    usual.put("origin_id", null);
    usual.put("channel", null);
    usual.put("channel_id", null);
    usual.put("arr", null);
    usual.put("mrr", null);
    usual.put("acv", null);
    return usual;
  }
}
