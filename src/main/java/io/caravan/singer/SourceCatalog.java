package io.caravan.singer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one of Caravan's sources offers as a tap: the streams of its catalog, or where it has none
 * the streams of its routes, whose fields then show with their records.
 */
public final class SourceCatalog {

  private static final JsonMapper JSON = new JsonMapper();

  private final String system;
  private final ObjectNode catalog;

  private SourceCatalog(String system, ObjectNode catalog) {
    this.system = system;
    this.catalog = catalog;
  }

  /**
   * The catalog of a source.
   *
   * @param file the one beside the routes of the source; it may be absent
   * @param routes the streams that can be read, {@code system.objects}
   */
  public static SourceCatalog of(String system, Path file, List<String> routes) {
    ObjectNode catalog = Files.isRegularFile(file) ? read(file) : JSON.createObjectNode();
    Set<String> known = new LinkedHashSet<>();
    ArrayNode streams = catalog.withArray("streams");
    streams.forEach(one -> known.add(name(system, one)));
    for (String route : routes) {
      if (route.startsWith(system + ".") && known.add(route)) {
        streams.add(open(route.substring(system.length() + 1)));
      }
    }
    if (streams.isEmpty()) {
      throw CaravanException.of(ErrorCode.E104, "There is no source called " + system)
          .where("routes/sources/")
          .why("no stream has a name that begins with " + system + ".")
          .fix("./caravan run, which lists the streams; the source is what stands before the dot")
          .build();
    }
    return new SourceCatalog(system, catalog);
  }

  /** A stream of which only the name is known. */
  private static ObjectNode open(String name) {
    ObjectNode stream = JSON.createObjectNode().put("tap_stream_id", name).put("stream", name);
    stream.putObject("schema").put("type", "object").putObject("properties");
    stream.putArray("key_properties");
    ObjectNode whole = stream.putArray("metadata").addObject();
    whole.putArray("breadcrumb");
    whole.putObject("metadata").put("selected-by-default", true);
    return stream;
  }

  /** Reads a file of JSON. */
  public static ObjectNode read(Path file) {
    try {
      if (JSON.readTree(file.toFile()) instanceof ObjectNode object) {
        return object;
      }
      throw unreadable(file, "it is not a JSON object");
    } catch (IOException e) {
      throw unreadable(file, e.getMessage());
    }
  }

  private static CaravanException unreadable(Path file, String why) {
    return CaravanException.of(
            Files.exists(file) ? ErrorCode.E314 : ErrorCode.E315, "The file cannot be read as JSON")
        .where(file.toString())
        .why(why)
        .fix("Correct the file, or the option that names it")
        .build();
  }

  /** As {@code --discover} prints it. */
  public String text() {
    return catalog.toPrettyString();
  }

  /**
   * The streams to be read, by {@code system.objects}.
   *
   * @param selection the catalog that somebody has edited; null for what is selected here
   */
  Map<String, TapStream> selected(ObjectNode selection) {
    Map<String, TapStream> selected = new LinkedHashMap<>();
    for (JsonNode one : selection == null ? catalog.path("streams") : selection.path("streams")) {
      if (isSelected(one, List.of(), true)) {
        selected.put(name(system, one), new TapStream(one));
      }
    }
    return selected;
  }

  private static String name(String system, JsonNode stream) {
    String id = stream.path("tap_stream_id").asText(stream.path("stream").asText());
    return id.startsWith(system + ".") ? id : system + "." + id;
  }

  /** Whether a stream or one of its fields is wanted; {@code inclusion} wins over a selection. */
  static boolean isSelected(JsonNode stream, List<String> breadcrumb, boolean otherwise) {
    for (JsonNode part : stream.path("metadata")) {
      List<String> place = new ArrayList<>();
      part.path("breadcrumb").forEach(word -> place.add(word.asText()));
      if (place.equals(breadcrumb)) {
        JsonNode facts = part.path("metadata");
        if (facts.path("inclusion").asText().equals("automatic")) {
          return true;
        }
        return facts
            .path("selected")
            .asBoolean(facts.path("selected-by-default").asBoolean(otherwise));
      }
    }
    return otherwise;
  }
}
