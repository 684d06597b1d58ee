package io.caravan.sandbox.pipedrive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What persons, and what activities, are made of.
 *
 * @param type one of them, such as {@code person}
 * @param path how the API calls many
 * @param fields that a call may set, by name
 * @param required what a new one needs; null for nothing
 * @param usual fields with the values they have when nothing is said
 * @param filters parameters of the list that a field has to equal
 */
record Kind(
    String type,
    String path,
    Map<String, Expected> fields,
    String required,
    Map<String, Object> usual,
    Set<String> filters,
    boolean hasCustomFields) {

  private static final Expected PARTICIPANTS =
      new Expected(
          "array of objects with person_id and primary",
          node ->
              node.isArray()
                  && node.valueStream().allMatch(one -> Expected.ID.fits(one.path("person_id"))));
  private static final Expected CONTACTS =
      new Expected(
          "array of objects with value",
          node -> node.isArray() && node.valueStream().allMatch(one -> one.has("value")));

  static final Kind PERSON =
      new Kind(
          "person",
          "persons",
          personFields(),
          "name",
          usualPerson(),
          Set.of("owner_id", "org_id"),
          true);

  /** Activities have no custom fields in API v2. */
  static final Kind ACTIVITY =
      new Kind(
          "activity",
          "activities",
          activityFields(),
          null,
          usualActivity(),
          Set.of("owner_id", "person_id", "org_id", "deal_id"),
          false);

  private static Map<String, Expected> personFields() {
    Map<String, Expected> fields = new LinkedHashMap<>();
    fields.put("name", Expected.TEXT);
    fields.put("owner_id", Expected.ID);
    fields.put("org_id", Expected.ID);
    fields.put("add_time", Expected.TIME);
    fields.put("emails", CONTACTS);
    fields.put("phones", CONTACTS);
    fields.put("visible_to", Expected.ID);
    fields.put("label_ids", Expected.ID_LIST);
    fields.put("marketing_status", Expected.TEXT);
    fields.put("custom_fields", Expected.OBJECT);
    return fields;
  }

  private static Map<String, Object> usualPerson() {
    Map<String, Object> usual = new LinkedHashMap<>();
    usual.put("name", "");
    usual.put("first_name", "");
    usual.put("last_name", "");
    usual.put("owner_id", CurrentUser.ID);
    usual.put("org_id", null);
    usual.put("emails", List.of());
    usual.put("phones", List.of());
    usual.put("visible_to", 3);
    usual.put("label_ids", List.of());
    usual.put("picture_id", null);
    return usual;
  }

  private static Map<String, Expected> activityFields() {
    Map<String, Expected> fields = new LinkedHashMap<>();
    for (String text :
        List.of(
            "subject", "type", "lead_id", "due_time", "duration", "public_description", "note")) {
      fields.put(text, Expected.TEXT);
    }
    for (String id : List.of("owner_id", "deal_id", "org_id", "project_id")) {
      fields.put(id, Expected.ID);
    }
    fields.put("due_date", Expected.DATE);
    fields.put("busy", Expected.BOOLEAN);
    fields.put("done", Expected.BOOLEAN);
    fields.put("location", Expected.OBJECT);
    fields.put("participants", PARTICIPANTS);
    fields.put("priority", Expected.NUMBER);
    return fields;
  }

  private static Map<String, Object> usualActivity() {
    Map<String, Object> usual = new LinkedHashMap<>();
    usual.put("subject", "Call");
    usual.put("type", "call");
    usual.put("owner_id", CurrentUser.ID);
    usual.put("creator_user_id", CurrentUser.ID);
    usual.put("deal_id", null);
    usual.put("lead_id", null);
    usual.put("person_id", null);
    usual.put("org_id", null);
    usual.put("project_id", null);
    usual.put("due_date", null);
    usual.put("due_time", null);
    usual.put("duration", null);
    usual.put("busy", false);
    usual.put("done", false);
    usual.put("marked_as_done_time", null);
    usual.put("location", null);
    usual.put("participants", List.of());
    usual.put("public_description", null);
    usual.put("priority", null);
    usual.put("note", null);
    return usual;
  }
}
