package io.caravan.singer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The catalog of a tap: what it can read, and what of it is wanted. */
final class TapCatalog {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST = 64 * 1024 * 1024;

  private final String tap;
  private final JsonNode catalog;

  private TapCatalog(String tap, JsonNode catalog) {
    this.tap = tap;
    this.catalog = catalog;
  }

  /** The catalog that a person keeps, or else the one that the tap finds out. */
  static TapCatalog of(TapSettings tap, Path config) throws InterruptedException {
    if (tap.catalog().isPresent()) {
      Path file = tap.catalog().get();
      try {
        return new TapCatalog(tap.name(), parse(file.toString(), Files.readString(file)));
      } catch (IOException e) {
        throw CaravanException.of(ErrorCode.E315, "The catalog of the tap cannot be read")
            .where("setting " + tap.name() + ".catalog = " + file)
            .why(e.toString())
            .fix("Correct " + tap.name() + ".catalog, or leave it empty to ask the tap")
            .build();
      }
    }
    return new TapCatalog(tap.name(), discovered(tap, config));
  }

  /** The catalog that the tap finds out. */
  static JsonNode discovered(TapSettings tap, Path config) throws InterruptedException {
    return parse(tap.name() + " --discover", discover(tap, config));
  }

  /** What the tap prints when it is asked what there is. */
  private static String discover(TapSettings tap, Path config) throws InterruptedException {
    try (TapProcess process =
        TapProcess.start(tap, List.of("--config", config.toString(), "--discover"))) {
      FutureTask<String> answer = new FutureTask<>(() -> text(process.output()));
      new Thread(answer, "catalog of " + tap.name()).start();
      String text = answer.get(tap.hangAfter().toMillis(), TimeUnit.MILLISECONDS);
      process.end(tap.hangAfter());
      return text;
    } catch (TimeoutException e) {
      throw CaravanException.of(ErrorCode.E403, "The tap did not say what there is to read")
          .where(tap.name() + " --discover")
          .why("no answer for " + tap.hangAfter().toSeconds() + " s")
          .fix(
              "./caravan logs",
              "Keep a catalog as a file and name it in " + tap.name() + ".catalog")
          .build();
    } catch (ExecutionException e) {
      throw Input.explain((Exception) e.getCause());
    }
  }

  private static String text(InputStream output) throws IOException {
    return new String(output.readNBytes(LONGEST), StandardCharsets.UTF_8);
  }

  private static JsonNode parse(String from, String text) {
    try {
      JsonNode catalog = JSON.readTree(text);
      if (catalog.path("streams").isArray()) {
        return catalog;
      }
    } catch (IOException e) {
      // Said below, in the words for people.
    }
    throw CaravanException.of(ErrorCode.E314, "This is no catalog of a Singer tap")
        .where(from)
        .why("it has no list of streams")
        .fix("Look at what the tap prints with --discover")
        .build();
  }

  /**
   * The catalog with one stream selected and no other.
   *
   * @param metadata further facts about the stream, such as {@code replication-method}; wins over
   *     what the catalog says
   */
  String only(String stream, ObjectNode metadata) {
    JsonNode copy = catalog.deepCopy();
    List<String> names = new ArrayList<>();
    boolean found = false;
    for (JsonNode one : copy.get("streams")) {
      boolean wanted = isCalled(one, stream);
      found |= wanted;
      names.add(one.path("tap_stream_id").asText(one.path("stream").asText()));
      select((ObjectNode) one, wanted, wanted ? metadata : JSON.createObjectNode());
    }
    if (!found) {
      throw CaravanException.of(ErrorCode.E104, "The tap has no stream called " + stream)
          .where(tap)
          .why("it has " + String.join(", ", names.subList(0, Math.min(20, names.size()))))
          .fix("Correct tapStream of the route")
          .build();
    }
    return copy.toString();
  }

  static boolean isCalled(JsonNode entry, String stream) {
    return stream.equals(entry.path("tap_stream_id").asText())
        || stream.equals(entry.path("stream").asText());
  }

  private static void select(ObjectNode entry, boolean wanted, ObjectNode metadata) {
    if (entry.path("schema") instanceof ObjectNode schema) {
      // Taps from before there was metadata look here.
      schema.put("selected", wanted);
    }
    ObjectNode whole = null;
    for (JsonNode part : entry.withArray("metadata")) {
      if (part.path("breadcrumb").isEmpty()) {
        whole = ((ObjectNode) part).withObject("/metadata");
      }
    }
    if (whole == null) {
      ObjectNode part = entry.withArray("metadata").addObject();
      part.putArray("breadcrumb");
      whole = part.putObject("metadata");
    }
    whole.put("selected", wanted);
    whole.setAll(metadata);
    metadata
        .properties()
        .forEach(fact -> entry.set(fact.getKey().replace('-', '_'), fact.getValue()));
  }
}
