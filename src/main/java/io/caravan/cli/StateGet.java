package io.caravan.cli;

import io.caravan.stream.Bookmarks;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One bookmark. */
@Command(
    name = "get",
    description = "The bookmark of one stream, as JSON.",
    footer = {"", "Example: ./caravan state get jaffle.orders"})
final class StateGet extends StateVerb {

  @Parameters(paramLabel = "STREAM", description = "Such as jaffle.orders.")
  private String stream;

  @Override
  void work(Bookmarks bookmarks) throws SQLException {
    String value = find(bookmarks, stream).value();
    terminal().print(value == null ? "null" : value);
  }
}
