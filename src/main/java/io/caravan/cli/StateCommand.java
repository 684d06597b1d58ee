package io.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.app.Databases;
import io.caravan.cli.output.BookmarkReport;
import io.caravan.cli.output.Questions;
import io.caravan.cli.output.Table;
import io.caravan.cli.output.Words;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Bookmark;
import io.caravan.stream.Bookmarks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Bookmarks: how far each stream has been read. */
@Command(
    name = "state",
    description = "How far each stream has been read, and how to change it.",
    footer = {
      "",
      "Example: ./caravan state list",
      "         ./caravan state reset jaffle.orders --yes"
    })
final class StateCommand extends Group {

  private static final String YES = "Do not ask.";

  /** What a verb does with the bookmarks of a database. */
  @FunctionalInterface
  private interface Work {
    void on(Bookmarks bookmarks) throws SQLException;
  }

  private void work(NamedDatabase database, Work work) {
    try (Databases databases = openDatabases(settings())) {
      work.on(new Bookmarks(database.in(databases)));
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E300, "Cannot read or write the bookmarks")
          .why(e.getMessage())
          .fix("./caravan doctor")
          .cause(e)
          .build();
    }
  }

  @Command(
      name = "list",
      description = "All bookmarks.",
      footer = {"", "Example: ./caravan state list -o json"})
  void list(@Mixin NamedDatabase database) {
    if (terminal().json()) {
      export(database);
    } else {
      work(database, this::print);
    }
  }

  private void print(Bookmarks bookmarks) throws SQLException {
    Table table = new Table("STREAM", "MOVED", "BY RUN", "BOOKMARK");
    bookmarks
        .all()
        .forEach(
            bookmark ->
                table.row(
                    bookmark.stream(),
                    Words.time(bookmark.updatedAt().toInstant()),
                    bookmark.runId() == null ? "by hand" : bookmark.runId(),
                    bookmark.value() == null ? "(from the beginning)" : bookmark.value()));
    table.print(terminal());
  }

  @Command(
      name = "get",
      description = "The bookmark of one stream, as JSON.",
      footer = {"", "Example: ./caravan state get jaffle.orders"})
  void get(
      @Parameters(paramLabel = "STREAM", description = "Such as jaffle.orders.") String stream,
      @Mixin NamedDatabase database) {
    work(
        database,
        bookmarks -> {
          String value = find(bookmarks, stream).value();
          terminal().print(value == null ? "null" : value);
        });
  }

  @Command(
      name = "set",
      description = "Move the bookmark of one stream.",
      footer = {"", "Example: ./caravan state set hubspot.deals '\"2026-11-01T00:00:00Z\"'"})
  void set(
      @Parameters(index = "0", paramLabel = "STREAM", description = "Such as hubspot.deals.")
          String stream,
      @Parameters(index = "1", paramLabel = "JSON", description = "As state get prints it.")
          String value,
      @Mixin NamedDatabase database,
      @Option(names = "--yes", description = YES) boolean yes) {
    requireJson(value);
    work(
        database,
        bookmarks -> {
          Questions.confirm(
              terminal(),
              yes,
              "Move the bookmark of %s from %s to %s?"
                  .formatted(stream, bookmarks.find(stream).orElse("(none)"), value));
          bookmarks.set(stream, value);
          terminal().say("moved; the next run of " + stream + " starts there");
        });
  }

  private static void requireJson(String value) {
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
  }

  @Command(
      name = "reset",
      description = "Let the next run read a stream from the beginning. Rows stay as they are.",
      footer = {"", "Example: ./caravan state reset jaffle.orders --yes"})
  void reset(
      @Parameters(paramLabel = "STREAM", description = "Such as jaffle.orders.") String stream,
      @Mixin NamedDatabase database,
      @Option(names = "--yes", description = YES) boolean yes) {
    work(
        database,
        bookmarks -> {
          Bookmark old = find(bookmarks, stream);
          Questions.confirm(
              terminal(), yes, "Forget the bookmark of %s, %s?".formatted(stream, old.value()));
          bookmarks.set(stream, null);
          terminal().say("the bookmark was " + old.value() + "; the next run reads everything");
        });
  }

  @Command(
      name = "export",
      description = "All bookmarks as JSON, for state import.",
      footer = {"", "Example: ./caravan state export > bookmarks.json"})
  void export(@Mixin NamedDatabase database) {
    work(
        database,
        bookmarks ->
            terminal().printJson(bookmarks.all().stream().map(BookmarkReport::of).toList()));
  }

  @Command(
      name = "import",
      description =
          "Set the bookmarks of a file: of state export, of a Singer tap, or of Meltano (meltano state get).",
      footer = {
        "",
        "Example: ./caravan state import bookmarks.json --yes",
        "         ./caravan state import state.json --source hubspot"
      })
  void importFrom(
      @Parameters(paramLabel = "FILE", description = "What state export printed.") Path file,
      @Mixin NamedDatabase database,
      @Option(
              names = "--source",
              paramLabel = "SYSTEM",
              description =
                  "The system whose streams a file of Singer or Meltano names without it.")
          String source,
      @Option(names = "--yes", description = YES) boolean yes) {
    work(
        database,
        bookmarks -> {
          JsonNode all = new BookmarkFile(file, source).read();
          String number = Words.count(all.size(), "bookmark", "bookmarks");
          Questions.confirm(terminal(), yes, "Set %s?".formatted(number));
          for (JsonNode one : all) {
            JsonNode value = one.path("value");
            bookmarks.set(one.path("stream").asText(), value.isNull() ? null : value.toString());
          }
          terminal().say("set " + number);
        });
  }

  @Command(
      name = "adopt",
      description = {
        "Let this project write into tables that were loaded by another one, or with a warehouse that is gone.",
        "Leases are kept in the warehouse, and rows remember the last one. Bookmarks and rows stay as they are."
      },
      footer = {"", "Example: ./caravan state adopt --db destination --yes"})
  void adopt(
      @Mixin NamedDatabase database, @Option(names = "--yes", description = YES) boolean yes) {
    work(
        database,
        bookmarks -> {
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
        });
  }

  /** The bookmark of a stream that has one. */
  private static Bookmark find(Bookmarks bookmarks, String stream) throws SQLException {
    List<Bookmark> all = bookmarks.all();
    return all.stream()
        .filter(bookmark -> bookmark.stream().equals(stream))
        .findFirst()
        .orElseThrow(
            () ->
                CaravanException.of(ErrorCode.E104, "There is no bookmark of " + stream)
                    .why(
                        all.isEmpty()
                            ? "no stream has been read yet"
                            : "nearest: "
                                + Words.nearest(
                                    stream, all.stream().map(Bookmark::stream).toList()))
                    .fix("./caravan state list")
                    .build());
  }
}
