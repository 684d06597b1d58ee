package io.caravan.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bookmark of a stream whose parts are read on their own, each as far as it got: {@code
 * {"parts": {"<part>": "<cursor>"}}}. A part that was never read begins at its beginning, however
 * far the others are; one that is gone keeps its place for the day it comes back.
 */
record PartBookmarks(Map<String, String> cursors) {

  static final PartBookmarks NONE = new PartBookmarks(Map.of());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PARTS = "parts";

  static PartBookmarks read(Optional<JsonNode> bookmark) {
    Map<String, String> cursors = new LinkedHashMap<>();
    bookmark.ifPresent(
        json ->
            json.path(PARTS)
                .properties()
                .forEach(part -> cursors.put(part.getKey(), part.getValue().asText())));
    return new PartBookmarks(cursors);
  }

  Optional<Cursor> cursor(String part) {
    return Optional.ofNullable(cursors.get(part)).map(Cursor::of);
  }

  /** The bookmark as JSON with these parts further on; empty when no part has one. */
  Optional<String> with(Map<String, String> read) {
    Map<String, String> all = new LinkedHashMap<>(cursors);
    all.putAll(read);
    try {
      return all.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.writeValueAsString(Map.of(PARTS, all)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
