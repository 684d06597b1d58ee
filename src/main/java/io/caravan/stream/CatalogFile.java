package io.caravan.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Singer catalog of one system, {@code routes/sources/<system>.catalog.json}, as it can be read
 * and changed. What Caravan does not know in it stays as it is.
 */
public final class CatalogFile {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;
  private final ObjectNode root;

  private CatalogFile(Path file, ObjectNode root) {
    this.file = file;
    this.root = root;
  }

  /** Reads a catalog; a file that is not there is an empty one. */
  public static CatalogFile read(Path file) {
    if (!Files.isRegularFile(file)) {
      return new CatalogFile(file, JSON.createObjectNode());
    }
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (!root.path("streams").isArray()) {
        throw unreadable(file, "it has no list \"streams\"", null);
      }
      for (JsonNode stream : root.path("streams")) {
        if (SingerStream.name(stream).isEmpty()) {
          throw unreadable(file, "a stream has no tap_stream_id", null);
        }
      }
      return new CatalogFile(file, (ObjectNode) root);
    } catch (JsonProcessingException e) {
      throw unreadable(file, e.getOriginalMessage() + " in line " + e.getLocation().getLineNr(), e);
    } catch (IOException e) {
      throw unreadable(file, e.getMessage(), e);
    }
  }

  private static CaravanException unreadable(Path file, String why, Exception cause) {
    return CaravanException.of(ErrorCode.E314, "The file is no Singer catalog")
        .where(file.toString())
        .why(why)
        .fix("Correct it, or delete it and write it anew: ./caravan discover " + system(file))
        .cause(cause)
        .build();
  }

  private static String system(Path file) {
    return file.getFileName().toString().replace(Catalogs.ENDING, "");
  }

  public Path path() {
    return file;
  }

  /** The streams in the order of the file. */
  public List<CatalogStream> streams() {
    List<CatalogStream> streams = new ArrayList<>();
    root.path("streams").forEach(stream -> streams.add(SingerStream.read(stream)));
    return streams;
  }

  /** The stream as it stands in the file. */
  public Optional<ObjectNode> entry(String stream) {
    for (JsonNode one : root.path("streams")) {
      if (SingerStream.name(one).equals(stream)) {
        return Optional.of((ObjectNode) one);
      }
    }
    return Optional.empty();
  }

  /** Adds a stream, or puts it in the place of the one with its name. */
  public void put(ObjectNode stream) {
    ArrayNode streams = root.withArray("streams");
    for (int i = 0; i < streams.size(); i++) {
      if (SingerStream.name(streams.get(i)).equals(SingerStream.name(stream))) {
        streams.set(i, stream);
        return;
      }
    }
    streams.add(stream);
  }

  /** Writes the file; whoever reads it meanwhile sees the old one or the new one. */
  public void write() {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(next, JSON.writeValueAsString(root) + "\n");
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E804, "The catalog cannot be written")
          .where(file.toString())
          .why(e.getMessage())
          .fix("Make its folder writable for the user that runs Caravan")
          .cause(e)
          .build();
    }
  }
}
