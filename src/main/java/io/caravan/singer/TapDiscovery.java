package io.caravan.singer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a tap what there is to read and keeps the answer as a file, for a person to edit. What
 * somebody has selected in an earlier answer stays selected.
 */
public final class TapDiscovery {

  /** What people decide in a catalog; everything else is the tap's. */
  private static final List<String> DECIDED =
      List.of("selected", "replication-method", "replication-key", "view-key-properties");

  private TapDiscovery() {}

  /**
   * What the tap has said.
   *
   * @param file where it is kept
   * @param isUsed whether the setting {@code <tap>.catalog} names that file
   * @param streams as their ids, in the tap's order
   */
  public record Found(Path file, boolean isUsed, List<String> streams) {}

  /** Whether settings say how a tap of this name is called. */
  public static boolean isTap(Settings settings, String name) {
    return settings.find(name + ".command").isPresent();
  }

  /**
   * Runs the tap with {@code --discover} and writes its catalog to {@code <tap>.catalog}, or beside
   * the routes where that setting is empty.
   */
  public static Found run(Settings settings, String name) throws InterruptedException {
    TapSettings tap = new TapSettings(settings, name);
    Path file =
        tap.catalog()
            .orElseGet(
                () ->
                    settings
                        .project()
                        .resolve("routes/sources/" + name.replace('.', '-') + ".json"));
    JsonNode catalog;
    try (TapFiles files = TapFiles.create(tap.files())) {
      catalog = TapCatalog.discovered(tap, files.write("config.json", tap.config()));
    }
    JsonNode before = Files.exists(file) ? SourceCatalog.read(file) : catalog;
    List<String> streams = new ArrayList<>();
    for (JsonNode stream : catalog.path("streams")) {
      streams.add(id(stream));
      for (JsonNode old : before.path("streams")) {
        if (id(old).equals(id(stream))) {
          keepDecisions(old, stream);
        }
      }
    }
    write(file, catalog);
    return new Found(file, tap.catalog().isPresent(), streams);
  }

  private static String id(JsonNode stream) {
    return stream.path("tap_stream_id").asText(stream.path("stream").asText());
  }

  private static void keepDecisions(JsonNode old, JsonNode stream) {
    for (JsonNode part : old.path("metadata")) {
      for (String fact : DECIDED) {
        JsonNode decided = part.path("metadata").get(fact);
        if (decided != null) {
          factsOf((ObjectNode) stream, part.path("breadcrumb")).set(fact, decided);
        }
      }
    }
  }

  private static ObjectNode factsOf(ObjectNode stream, JsonNode breadcrumb) {
    for (JsonNode part : stream.withArray("metadata")) {
      if (part.path("breadcrumb").equals(breadcrumb)) {
        return ((ObjectNode) part).withObject("/metadata");
      }
    }
    ObjectNode part = stream.withArray("metadata").addObject();
    part.set("breadcrumb", breadcrumb);
    return part.putObject("metadata");
  }

  private static void write(Path file, JsonNode catalog) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, catalog.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
