package io.caravan.cli;

import io.caravan.stream.Bookmark;
import io.caravan.stream.Bookmarks;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;

/** All bookmarks. */
@Command(
    name = "list",
    description = "All bookmarks.",
    footer = {"", "Example: ./caravan state list -o json"})
final class StateList extends StateVerb {

  @Override
  void work(Bookmarks bookmarks) throws SQLException {
    List<Bookmark> all = bookmarks.all();
    if (terminal().json()) {
      terminal().printJson(all.stream().map(BookmarkReport::of).toList());
      return;
    }
    Table table = new Table("STREAM", "MOVED", "BY RUN", "BOOKMARK");
    all.forEach(
        bookmark ->
            table.row(
                bookmark.stream(),
                Words.time(bookmark.updatedAt().toInstant()),
                bookmark.runId() == null ? "by hand" : bookmark.runId(),
                bookmark.value() == null ? "(from the beginning)" : bookmark.value()));
    table.print(terminal());
  }
}
