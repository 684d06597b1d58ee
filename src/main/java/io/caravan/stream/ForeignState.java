package io.caravan.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The state files of Singer taps and of Meltano, as bookmarks.
 *
 * <p>Known are the forms {@code {"bookmarks": {"deals": {"replication_key_value": "..."}}}} and
 * {@code {"bookmarks": {"deals": {"updated_at": "..."}}}} of Singer, and the same inside {@code
 * singer_state}, {@code completed} or {@code state} of Meltano.
 */
public final class ForeignState {

  private static final String VALUE = "replication_key_value";
  private static final Set<String> NO_CURSOR =
      Set.of("replication_key", "version", "replication_method", "starting_replication_value");

  private ForeignState() {}

  /** Whether a file is one of these. */
  public static boolean isOne(JsonNode file) {
    return !bookmarks(file).isMissingNode();
  }

  /** The cursor of each stream that has one, under the name that the file has for it. */
  public static Map<String, String> cursors(JsonNode file) {
    Map<String, String> cursors = new LinkedHashMap<>();
    bookmarks(file)
        .properties()
        .forEach(
            stream -> {
              String cursor = cursor(stream.getValue());
              if (cursor != null) {
                cursors.put(stream.getKey(), cursor);
              }
            });
    return cursors;
  }

  private static JsonNode bookmarks(JsonNode file) {
    for (String wrapper : new String[] {"completed", "completed_state", "state", "singer_state"}) {
      if (file.path(wrapper).isObject()) {
        return bookmarks(file.path(wrapper));
      }
    }
    JsonNode bookmarks = file.path("bookmarks");
    return bookmarks.isObject() ? bookmarks : file.path("");
  }

  /** Null when the stream has none, such as one that is read whole each time. */
  private static String cursor(JsonNode bookmark) {
    if (bookmark.isValueNode() && !bookmark.isNull()) {
      return bookmark.asText();
    }
    if (bookmark.path(VALUE).isValueNode() && !bookmark.path(VALUE).isNull()) {
      return bookmark.path(VALUE).asText();
    }
    String found = null;
    for (Map.Entry<String, JsonNode> field : bookmark.properties()) {
      JsonNode value = field.getValue();
      if (value.isValueNode() && !value.isNull() && !NO_CURSOR.contains(field.getKey())) {
        Cursor cursor = Cursor.of(value.asText());
        // Of several fields the one that is a time is the cursor.
        if (found == null || cursor.moment().isPresent()) {
          found = value.asText();
        }
      }
    }
    return found;
  }
}
