package io.caravan.singer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One stream of a source while it is given out. Fields that the catalog does not know are added to
 * the schema when a record first has them, so that every record fits the schema before it.
 */
final class TapStream {

  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final ObjectNode properties;
  private final Set<String> declared = new HashSet<>();
  private final Set<String> unwanted = new HashSet<>();
  private List<String> key;
  private boolean announced;

  /**
   * @param entry of a catalog
   */
  TapStream(JsonNode entry) {
    name = entry.path("stream").asText(entry.path("tap_stream_id").asText());
    properties = JSON.createObjectNode();
    key = JSON.convertValue(entry.withArray("/key_properties"), new Names());
    entry
        .path("schema")
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String field = property.getKey();
              boolean wanted =
                  key.contains(field)
                      || SourceCatalog.isSelected(entry, List.of("properties", field), true);
              if (wanted) {
                properties.set(field, property.getValue());
                declared.add(field);
              } else {
                unwanted.add(field);
              }
            });
  }

  private static final class Names
      extends com.fasterxml.jackson.core.type.TypeReference<List<String>> {}

  String name() {
    return name;
  }

  /** The key that the route says counts where the catalog has none. */
  void keyUnlessKnown(List<String> fields) {
    if (key.isEmpty()) {
      key = fields;
    }
  }

  /** Takes note of the fields of a record. Returns whether a schema has to be given out before. */
  boolean sees(Map<String, Object> record) {
    record.keySet().removeAll(unwanted);
    boolean news = !announced;
    for (Map.Entry<String, Object> field : record.entrySet()) {
      if (declared.contains(field.getKey())) {
        field.setValue(Conform.to(properties.get(field.getKey()), field.getValue()));
      } else {
        news |= widen(field.getKey(), Conform.typeOf(field.getValue()));
      }
    }
    announced |= news;
    return news;
  }

  private boolean widen(String field, String type) {
    ObjectNode property = properties.withObjectProperty(field);
    Set<String> types = new LinkedHashSet<>();
    property.path("type").forEach(one -> types.add(one.asText()));
    boolean news = types.isEmpty();
    if (!key.contains(field)) {
      news |= types.add("null");
    }
    if (type != null && !(type.equals("integer") && types.contains("number"))) {
      news |= types.add(type);
    }
    if (news) {
      ArrayNode all = property.putArray("type");
      types.forEach(all::add);
    }
    return news;
  }

  /** Whether its fields are known before its records. */
  boolean isDescribed() {
    return !declared.isEmpty();
  }

  /** Whether its schema has been given out. */
  boolean isAnnounced() {
    return announced;
  }

  /** Its SCHEMA message. */
  ObjectNode schema() {
    announced = true;
    ObjectNode message = JSON.createObjectNode().put("type", "SCHEMA").put("stream", name);
    ObjectNode schema = message.putObject("schema").put("type", "object");
    schema.set("properties", properties.deepCopy());
    ArrayNode fields = message.putArray("key_properties");
    key.forEach(fields::add);
    return message;
  }
}
