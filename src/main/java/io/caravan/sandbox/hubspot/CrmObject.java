package io.caravan.sandbox.hubspot;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One record of the CRM. Every value is a text, as HubSpot has it. */
final class CrmObject {

  /** HubSpot writes milliseconds always, also when they are zero. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final ObjectType type;
  private final long id;
  private final Map<String, String> properties = new TreeMap<>();
  private final Instant createdAt;
  private Instant updatedAt;
  private Instant archivedAt;

  CrmObject(ObjectType type, long id, Map<String, String> properties, Instant now) {
    this.type = type;
    this.id = id;
    this.createdAt = now;
    this.properties.put("hs_object_id", String.valueOf(id));
    this.properties.put(type.created(), time(now));
    if (type.isEngagement()) {
      this.properties.put("hs_engagement_type", type.engagementType());
    }
    change(properties, now);
  }

  ObjectType type() {
    return type;
  }

  long id() {
    return id;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  boolean archived() {
    return archivedAt != null;
  }

  void change(Map<String, String> changes, Instant now) {
    changes.forEach(
        (name, value) -> {
          if (value == null || value.isEmpty()) {
            properties.remove(name);
          } else {
            properties.put(name, value);
          }
        });
    updatedAt = now;
    properties.put(type.modified(), time(now));
  }

  void archive(Instant now) {
    archivedAt = now;
    updatedAt = now;
  }

  void restore(Instant now) {
    archivedAt = null;
    change(Map.of(), now);
  }

  Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** As HubSpot shows it, with these properties and the three that always come. */
  Map<String, Object> json(Collection<String> asked) {
    Map<String, Object> shown = new TreeMap<>();
    asked.stream().filter(type::hasProperty).forEach(name -> shown.put(name, properties.get(name)));
    shown.put("hs_object_id", properties.get("hs_object_id"));
    shown.put(type.created(), properties.get(type.created()));
    shown.put(type.modified(), properties.get(type.modified()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", String.valueOf(id));
    json.put("properties", shown);
    json.put("createdAt", time(createdAt));
    json.put("updatedAt", time(updatedAt));
    json.put("archived", archived());
    if (archived()) {
      json.put("archivedAt", time(archivedAt));
    }
    json.put("url", "https://app.hubspot.com/contacts/4711/record/" + type.code() + "/" + id);
    return json;
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
