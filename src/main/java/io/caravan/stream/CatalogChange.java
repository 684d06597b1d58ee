package io.caravan.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Changes of a catalog that a person asks for: what was discovered is added, parts are selected.
 */
public final class CatalogChange {

  private final CatalogFile catalog;
  private final String system;

  public CatalogChange(CatalogFile catalog, String system) {
    this.catalog = catalog;
    this.system = system;
  }

  /**
   * Adds what was found in a stream. What the catalog says already, stays: types, descriptions,
   * key, and what is selected.
   *
   * @return the names of the properties that are new
   */
  public List<String> merge(String stream, List<String> key, List<Property> found) {
    ObjectNode entry = catalog.entry(stream).orElseGet(() -> newEntry(stream));
    if (entry.path("key_properties").isEmpty()) {
      ArrayNode names = entry.putArray("key_properties");
      key.forEach(names::add);
    }
    ObjectNode properties = entry.withObject("/schema").withObject("/properties");
    List<String> added = new ArrayList<>();
    for (Property property : found) {
      if (!properties.has(property.name())) {
        properties.set(property.name(), schema(property));
        added.add(property.name());
      }
    }
    catalog.put(entry);
    return added;
  }

  private static ObjectNode newEntry(String stream) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("tap_stream_id", stream).put("stream", stream);
    entry.putArray("key_properties");
    entry.putObject("schema").put("type", "object").putObject("properties");
    SingerStream.metadataToChange(entry, null).put("selected", true);
    return entry;
  }

  private static ObjectNode schema(Property property) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    ArrayNode types = schema.putArray("type").add("null");
    switch (property.type()) {
      case DATE, DATE_TIME -> {
        types.add("string");
        schema.put("format", property.type().word());
      }
      case ANY -> schema.remove("type");
      case OBJECT -> types.add("object").add("array");
      default -> types.add(property.type().word());
    }
    return schema;
  }

  /**
   * Selects or deselects streams, and properties where a pattern has a second part.
   *
   * @param pattern {@code deals}, {@code deals.hs_*}, or the same behind the system; {@code *} and
   *     {@code ?} stand for any characters and one character
   * @return what it matched
   */
  public List<String> select(String pattern, boolean wanted) {
    String own =
        pattern.startsWith(system + ".") ? pattern.substring(system.length() + 1) : pattern;
    int dot = own.indexOf('.');
    Pattern streams = glob(dot < 0 ? own : own.substring(0, dot));
    Pattern properties = dot < 0 ? null : glob(own.substring(dot + 1));
    List<String> matched = new ArrayList<>();
    for (CatalogStream stream : catalog.streams()) {
      if (streams.matcher(stream.name().substring(stream.name().indexOf('.') + 1)).matches()) {
        ObjectNode entry = catalog.entry(stream.name()).orElseThrow();
        if (properties == null) {
          SingerStream.metadataToChange(entry, null).put("selected", wanted);
          matched.add(stream.name());
        } else {
          select(stream, entry, properties, wanted, matched);
        }
      }
    }
    return matched;
  }

  private static void select(
      CatalogStream stream,
      ObjectNode entry,
      Pattern properties,
      boolean wanted,
      List<String> matched) {
    for (Property property : stream.properties()) {
      boolean mayChange = wanted || !stream.key().contains(property.name());
      if (mayChange && properties.matcher(property.name()).matches()) {
        SingerStream.metadataToChange(entry, property.name()).put("selected", wanted);
        matched.add(stream.name() + "." + property.name());
      }
    }
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                regex.append(
                    c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
    return Pattern.compile(regex.toString());
  }
}
