package io.caravan.cli;

import io.caravan.stream.Bookmarks;
import java.sql.SQLException;
import picocli.CommandLine.Command;

/** All bookmarks in the form that import reads. */
@Command(
    name = "export",
    description = "All bookmarks as JSON, for state import.",
    footer = {"", "Example: ./caravan state export > bookmarks.json"})
final class StateExport extends StateVerb {

  @Override
  void work(Bookmarks bookmarks) throws SQLException {
    terminal().printJson(bookmarks.all().stream().map(BookmarkReport::of).toList());
  }
}
