package io.caravan.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stream as its catalog declares it.
 *
 * @param name such as {@code hubspot.deals}
 * @param key the properties that tell records apart
 * @param cursorOrNull the property by which new and changed records are found; null for none
 * @param description for people; empty when nobody has written one
 * @param selected whether the stream is read
 * @param properties in the order of the catalog
 * @param indexes the properties by which rows are looked for, beside the key
 * @param references the streams whose key some properties hold, in the order of that key
 */
public record CatalogStream(
    String name,
    List<String> key,
    String cursorOrNull,
    String description,
    boolean selected,
    List<Property> properties,
    List<String> indexes,
    Map<List<String>, String> references) {

  /** The property by which new and changed records are found. */
  public Optional<String> cursor() {
    return Optional.ofNullable(cursorOrNull);
  }

  /** The names of the properties that are loaded. */
  public List<String> selectedProperties() {
    return names(true);
  }

  /** The names of the properties that are known and not wanted. */
  public List<String> unselectedProperties() {
    return names(false);
  }

  private List<String> names(boolean selected) {
    return properties.stream()
        .filter(property -> property.selected() == selected)
        .map(Property::name)
        .toList();
  }

  /**
   * The selected properties in parts, for a source whose addresses may not grow beyond a length.
   * Each part begins with the key, so that the parts of a record can be put together.
   *
   * @param longest characters of a part with its names separated by commas
   */
  public List<List<String>> chunks(int longest) {
    List<List<String>> chunks = new ArrayList<>();
    List<String> chunk = new ArrayList<>(key);
    int length = String.join(",", key).length();
    for (String name : selectedProperties()) {
      if (key.contains(name)) {
        continue;
      }
      if (length + 1 + name.length() > longest && chunk.size() > key.size()) {
        chunks.add(chunk);
        chunk = new ArrayList<>(key);
        length = String.join(",", key).length();
      }
      chunk.add(name);
      length += 1 + name.length();
    }
    chunks.add(chunk);
    return chunks;
  }
}
