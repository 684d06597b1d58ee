package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Names;
import io.caravan.cli.output.StreamLine;
import io.caravan.cli.output.Table;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Bookmark;
import io.caravan.stream.Bookmarks;
import io.caravan.stream.CatalogStream;
import io.caravan.stream.Catalogs;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What can be read. */
@Command(
    name = "streams",
    description = "The streams: key, cursor, what is selected, and how far each was read.",
    footer = {"", "Example: ./caravan streams hubspot"})
final class StreamsCommand extends Verb {

  @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "Only those of one system.")
  private String source;

  @Override
  public Integer call() throws SQLException {
    Settings settings = settings();
    try (Caravan caravan = start(settings, Mode.COMMAND)) {
      List<StreamLine> lines = lines(caravan, new Catalogs(settings));
      if (lines.isEmpty()) {
        throw unknown(Names.streams(caravan.context()));
      }
      if (terminal().json()) {
        terminal().printJson(lines);
        return 0;
      }
      Table table = new Table("STREAM", "KEY", "CURSOR", "SELECTED", "PROPERTIES", "BOOKMARK");
      lines.forEach(line -> table.row(line.cells()));
      table.print(terminal());
      return 0;
    }
  }

  private List<StreamLine> lines(Caravan caravan, Catalogs catalogs) throws SQLException {
    Map<String, String> bookmarks = new HashMap<>();
    for (Bookmark one : new Bookmarks(caravan.connections().get(Connections.WAREHOUSE)).all()) {
      bookmarks.put(one.stream(), one.value());
    }
    Map<String, CatalogStream> declared = new HashMap<>();
    for (String system : catalogs.systems()) {
      catalogs.of(system).forEach(stream -> declared.put(stream.name(), stream));
    }
    List<String> routes = Names.streams(caravan.context());
    Set<String> names = new TreeSet<>(routes);
    names.addAll(declared.keySet());
    return names.stream()
        .filter(name -> source == null || Catalogs.system(name).equals(source))
        .map(
            name ->
                StreamLine.of(name, declared.get(name), bookmarks.get(name), routes.contains(name)))
        .toList();
  }

  private CaravanException unknown(List<String> streams) {
    List<String> systems = streams.stream().map(Catalogs::system).distinct().toList();
    String nearest = source == null ? null : Words.nearest(source, systems);
    return CaravanException.of(
            ErrorCode.E104,
            source == null ? "There are no streams yet" : "There is no source called " + source)
        .where("routes/sources")
        .why(nearest == null ? "no route has group: stream" : "nearest: " + nearest)
        .fix(nearest == null ? "Add a file to routes/sources" : "./caravan streams " + nearest)
        .build();
  }
}
