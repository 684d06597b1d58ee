package io.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Bookmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts bookmarks back that were exported. */
@Command(
    name = "import",
    description = "Set the bookmarks of a file that state export made.",
    footer = {"", "Example: ./caravan state import bookmarks.json --yes"})
final class StateImport extends StateVerb {

  @Parameters(paramLabel = "FILE", description = "What state export printed.")
  private Path file;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  void work(Bookmarks bookmarks) throws Exception {
    JsonNode all = read();
    Questions.confirm(
        terminal(), yes, "Set %s?".formatted(Words.count(all.size(), "bookmark", "bookmarks")));
    for (JsonNode one : all) {
      JsonNode value = one.path("value");
      bookmarks.set(one.path("stream").asText(), value.isNull() ? null : value.toString());
    }
    terminal().say("set " + Words.count(all.size(), "bookmark", "bookmarks"));
  }

  /** Checked as a whole before the first bookmark moves. */
  private JsonNode read() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw CaravanException.of(ErrorCode.E315, "There is no file " + file).build();
    }
    try {
      JsonNode all = new ObjectMapper().readTree(Files.readString(file));
      for (JsonNode one : all) {
        if (!one.path("stream").isTextual() || !one.has("value")) {
          throw unreadable("an entry has no stream or no value: " + one, null);
        }
      }
      return all;
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage(), e);
    }
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
