package io.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.ForeignState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Bookmarks as {@code state export} prints them, or as Singer and Meltano keep them. */
final class BookmarkFile {

  private final Path file;
  private final String source;

  /**
   * @param source the system whose streams a file of Singer or Meltano names without it; or null
   */
  BookmarkFile(Path file, String source) {
    this.file = file;
    this.source = source;
  }

  /** A list of {@code stream} and {@code value}, checked as a whole. */
  JsonNode read() {
    if (!Files.isRegularFile(file)) {
      throw CaravanException.of(ErrorCode.E315, "There is no file " + file).build();
    }
    try {
      JsonNode all = new ObjectMapper().readTree(Files.readString(file));
      if (ForeignState.isOne(all)) {
        return ours(ForeignState.cursors(all));
      }
      if (!all.isArray()) {
        throw unreadable(
            "it is neither a list of bookmarks nor a state of Singer or Meltano", null);
      }
      for (JsonNode one : all) {
        if (!one.path("stream").isTextual() || !one.has("value")) {
          throw unreadable("an entry has no stream or no value: " + one, null);
        }
      }
      return all;
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(e.toString(), e);
    }
  }

  private JsonNode ours(Map<String, String> cursors) {
    ArrayNode all = new ObjectMapper().createArrayNode();
    cursors.forEach(
        (stream, cursor) -> {
          if (source == null && !stream.contains(".")) {
            throw CaravanException.of(
                    ErrorCode.E106, "The file does not say whose stream " + stream + " is")
                .where(file.toString())
                .fix("Name the system: ./caravan state import " + file + " --source hubspot")
                .build();
          }
          boolean whole = source == null || stream.startsWith(source + ".");
          ObjectNode one = all.addObject().put("stream", whole ? stream : source + "." + stream);
          one.putObject("value").put("cursor", cursor);
        });
    return all;
  }

  private CaravanException unreadable(String why, Exception cause) {
    return CaravanException.of(ErrorCode.E314, "The file does not hold bookmarks")
        .where(file.toString())
        .why(why)
        .fix("./caravan state export > bookmarks.json shows the form")
        .cause(cause)
        .build();
  }
}
