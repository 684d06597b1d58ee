package io.caravan.cli;

import io.caravan.app.Databases;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Bookmark;
import io.caravan.stream.Bookmarks;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Option;

/** What the verbs about bookmarks share. */
abstract class StateVerb extends Verb {

  @Option(names = "--db", paramLabel = "NAME", description = NamedDatabase.DESCRIPTION)
  private String db;

  @Override
  public Integer call() throws Exception {
    try (Databases databases = openDatabases(settings())) {
      work(new Bookmarks(NamedDatabase.of(databases, db)));
      return 0;
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E300, "Cannot read or write the bookmarks")
          .why(e.getMessage())
          .fix("./caravan doctor")
          .cause(e)
          .build();
    }
  }

  abstract void work(Bookmarks bookmarks) throws Exception;

  /** The bookmark of a stream that has one. */
  static Bookmark find(Bookmarks bookmarks, String stream) throws SQLException {
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
