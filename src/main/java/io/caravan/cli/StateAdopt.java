package io.caravan.cli;

import io.caravan.stream.Bookmarks;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes over rows that another warehouse has the leases of. */
@Command(
    name = "adopt",
    description = {
      "Let this project write into tables that were loaded by another one, or with a warehouse that is gone.",
      "Leases are kept in the warehouse, and rows remember the last one. Bookmarks and rows stay as they are."
    },
    footer = {"", "Example: ./caravan state adopt --db destination --yes"})
final class StateAdopt extends StateVerb {

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  void work(Bookmarks bookmarks) throws SQLException {
    Questions.confirm(
        terminal(),
        yes,
        "Take over %s? Whoever loads into them from elsewhere has to stop."
            .formatted(Words.count(bookmarks.all().size(), "stream", "streams")));
    terminal()
        .say(
            "took over "
                + Words.count(bookmarks.adopt(), "stream", "streams")
                + "; the next run goes on from their bookmarks");
  }
}
