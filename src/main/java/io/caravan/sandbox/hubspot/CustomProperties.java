package io.caravan.sandbox.hubspot;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The properties of each kind of record: HubSpot's own, and those that this account added. */
final class CustomProperties {

  private final Map<ObjectType, Integer> added = new EnumMap<>(ObjectType.class);

  /** Adds text properties {@code custom_001}, {@code custom_002} and so on. */
  synchronized void add(ObjectType type, int count) {
    added.merge(type, count, Integer::sum);
  }

  /** Name and type. */
  synchronized Map<String, String> of(ObjectType type) {
    Map<String, String> all = new LinkedHashMap<>(type.definitions());
    for (int i = 1; i <= added.getOrDefault(type, 0); i++) {
      all.put(name(i), "string");
    }
    return all;
  }

  static String name(int number) {
    return String.format(java.util.Locale.ROOT, "custom_%03d", number);
  }
}
