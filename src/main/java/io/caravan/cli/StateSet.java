package io.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Bookmarks;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a bookmark by hand. */
@Command(
    name = "set",
    description = "Move the bookmark of one stream.",
    footer = {"", "Example: ./caravan state set hubspot.deals '\"2026-11-01T00:00:00Z\"'"})
final class StateSet extends StateVerb {

  @Parameters(index = "0", paramLabel = "STREAM", description = "Such as hubspot.deals.")
  private String stream;

  @Parameters(index = "1", paramLabel = "JSON", description = "As state get prints it.")
  private String value;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  void work(Bookmarks bookmarks) throws SQLException {
    try {
      new ObjectMapper().readTree(value);
    } catch (JsonProcessingException e) {
      throw CaravanException.of(ErrorCode.E106, "A bookmark is JSON, and this is not")
          .where(value)
          .why(e.getOriginalMessage())
          .fix("Put text into double quotes: '\"2026-11-01\"'")
          .cause(e)
          .build();
    }
    Questions.confirm(
        terminal(),
        yes,
        "Move the bookmark of %s from %s to %s?"
            .formatted(stream, bookmarks.find(stream).orElse("(none)"), value));
    bookmarks.set(stream, value);
    terminal().say("moved; the next run of " + stream + " starts there");
  }
}
