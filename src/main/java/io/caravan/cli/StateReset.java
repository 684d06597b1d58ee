package io.caravan.cli;

import io.caravan.stream.Bookmark;
import io.caravan.stream.Bookmarks;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forgets how far a stream has been read. */
@Command(
    name = "reset",
    description = "Let the next run read a stream from the beginning. Rows stay as they are.",
    footer = {"", "Example: ./caravan state reset jaffle.orders --yes"})
final class StateReset extends StateVerb {

  @Parameters(paramLabel = "STREAM", description = "Such as jaffle.orders.")
  private String stream;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  void work(Bookmarks bookmarks) throws SQLException {
    Bookmark old = find(bookmarks, stream);
    Questions.confirm(
        terminal(), yes, "Forget the bookmark of %s, %s?".formatted(stream, old.value()));
    bookmarks.set(stream, null);
    terminal().say("the bookmark was " + old.value() + "; the next run reads everything");
  }
}
