package io.caravan.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields a deal or a person has: the built-in ones and those that were added. */
final class Fields {

  private static final Set<String> TYPES =
      Set.of(
          "varchar",
          "text",
          "double",
          "phone",
          "date",
          "daterange",
          "time",
          "timerange",
          "set",
          "enum",
          "varchar_auto",
          "address",
          "monetary",
          "org",
          "people",
          "user");
  private static final Set<String> CHOICES = Set.of("enum", "set");

  private final Map<String, Field> byCode = new LinkedHashMap<>();

  private Fields() {
    builtIn("ID", "id", "int");
    builtIn("Owner", "owner_id", "user");
    builtIn("Update time", "update_time", "date");
  }

  static Fields ofDeals() {
    Fields fields = new Fields();
    fields.builtIn("Title", "title", "varchar");
    fields.builtIn("Value", "value", "double");
    fields.builtIn("Currency", "currency", "varchar");
    fields.builtIn("Status", "status", "status");
    fields.builtIn("Deal created", "add_time", "date");
    return fields;
  }

  static Fields ofPersons() {
    Fields fields = new Fields();
    fields.builtIn("Name", "name", "varchar");
    fields.builtIn("Person created", "add_time", "date");
    return fields;
  }

  synchronized List<Field> all() {
    return List.copyOf(byCode.values());
  }

  synchronized Optional<Field> custom(String code) {
    return Optional.ofNullable(byCode.get(code)).filter(Field::custom);
  }

  synchronized Set<String> customCodes() {
    return byCode.values().stream()
        .filter(Field::custom)
        .map(Field::code)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Adds the field a body describes. Two fields may have the same name, as at Pipedrive. */
  synchronized Field add(JsonNode body) {
    List<String> problems = new ArrayList<>();
    String name = body.path("field_name").asText("");
    String type = body.path("field_type").asText("");
    if (!body.path("field_name").isTextual() || name.isBlank()) {
      problems.add("field_name: Required");
    }
    if (!TYPES.contains(type)) {
      problems.add("field_type: '" + type + "' is not one of the types");
    }
    List<String> options = new ArrayList<>();
    body.path("options").forEach(option -> options.add(option.path("label").asText("")));
    if (CHOICES.contains(type) && (options.isEmpty() || options.contains(""))) {
      problems.add("options: Each needs a label, and there must be one");
    }
    if (!problems.isEmpty()) {
      throw Refused.body(problems);
    }
    // Made from the order and the name, so that the same steps always lead to the same code.
    Field field = new Field(name, hash(byCode.size() + " " + name), type, true, options);
    byCode.put(field.code(), field);
    return field;
  }

  private void builtIn(String name, String code, String type) {
    byCode.put(code, new Field(name, code, type, false, List.of()));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}
