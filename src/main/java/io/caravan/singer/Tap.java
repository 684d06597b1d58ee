package io.caravan.singer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.run.Step;
import io.caravan.stream.JsonRecord;
import io.caravan.stream.Reject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of Caravan's sources as a Singer tap: what its streams would store is written as messages
 * instead.
 *
 * <p>The state holds the bookmark of each stream, {@code {"bookmarks": {"system.objects": ...}}}.
 */
public final class Tap {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> RECORD =
      new TypeReference<>() {};
  private static final String BOOKMARKS = "bookmarks";

  private final Map<String, TapStream> streams;
  private final ObjectNode state;
  private final PrintWriter out;

  /**
   * @param selection a catalog that somebody has edited; null for what the source selects
   * @param state where to go on, as this class writes it; null to begin
   */
  public Tap(SourceCatalog catalog, ObjectNode selection, ObjectNode state, PrintWriter out) {
    this.streams = catalog.selected(selection);
    this.state = state == null ? JSON.createObjectNode() : state.deepCopy();
    this.out = out;
  }

  /** The streams that are wanted, {@code system.objects}. */
  public Set<String> streams() {
    return Set.copyOf(streams.keySet());
  }

  /** The bookmarks in a state, by stream, as JSON; null is a state without any. */
  public static Map<String, String> bookmarks(ObjectNode state) {
    Map<String, String> bookmarks = new LinkedHashMap<>();
    JSON.createObjectNode()
        .setAll(state == null ? JSON.createObjectNode() : state)
        .path(BOOKMARKS)
        .properties()
        .forEach(one -> bookmarks.put(one.getKey(), one.getValue().toString()));
    return bookmarks;
  }

  /**
   * Says what the records of a stream look like, also when there will be none. What no catalog
   * describes is described by its first records.
   */
  public synchronized void announce(String stream, List<String> key) {
    TapStream known = streams.get(stream);
    known.keyUnlessKnown(key);
    if (known.isDescribed() && !known.isAnnounced()) {
      write(known.schema());
    }
  }

  /** Writes a page of a table; nothing for one that is not wanted. */
  synchronized void write(String table, List<?> records, List<String> key, Step step) {
    TapStream stream = streams.get(table);
    if (stream == null) {
      return;
    }
    stream.keyUnlessKnown(key);
    List<Map<String, Object>> rows = new ArrayList<>();
    boolean news = false;
    for (Object one : records) {
      if (one instanceof Reject reject) {
        step.count("rejected", 1);
        step.note("rejected", reject.where() + ": " + reject.reason());
      } else {
        Map<String, Object> record = fields(one);
        news |= stream.sees(record);
        rows.add(record);
      }
    }
    if (news) {
      write(stream.schema());
    }
    for (Map<String, Object> record : rows) {
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("type", "RECORD");
      message.put("stream", stream.name());
      message.put("record", record);
      write(message);
    }
    step.count("read", rows.size());
  }

  private static Map<String, Object> fields(Object record) {
    return record instanceof JsonRecord text ? text.map() : JSON.convertValue(record, RECORD);
  }

  /** Writes how far a stream is given out. */
  synchronized void bookmark(String stream, Object bookmark) {
    state.withObjectProperty(BOOKMARKS).set(stream, tree(bookmark));
    ObjectNode message = JSON.createObjectNode().put("type", "STATE");
    message.set("value", state);
    write(message);
    out.flush();
  }

  private static JsonNode tree(Object bookmark) {
    try {
      return bookmark instanceof CharSequence text
          ? JSON.readTree(text.toString())
          : JSON.valueToTree(bookmark);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A bookmark that is not JSON", e);
    }
  }

  private void write(Object message) {
    try {
      out.write(JSON.writeValueAsString(message));
      out.write('\n');
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record that JSON cannot hold", e);
    }
  }
}
