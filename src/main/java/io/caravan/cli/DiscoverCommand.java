package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Names;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.Discovery;
import io.caravan.stream.CatalogChange;
import io.caravan.stream.CatalogFile;
import io.caravan.stream.Catalogs;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the catalog of a source. */
@Command(
    name = "discover",
    description =
        "Read some records of each stream and write what is in them to routes/sources/<source>.catalog.json. "
            + "What the catalog says already, stays.",
    footer = {"", "Example: ./caravan discover jaffle"})
final class DiscoverCommand extends Verb {

  @Parameters(paramLabel = "SOURCE", description = "A system such as hubspot, or one stream of it.")
  private String source;

  @Option(names = "--rows", paramLabel = "N", description = "Records of each stream to read (200).")
  private long rows = 200;

  @Override
  public Integer call() {
    Settings settings = settings();
    String system = Catalogs.system(source);
    CatalogFile catalog = new Catalogs(settings).open(system);
    CatalogChange change = new CatalogChange(catalog, system);
    int failed = 0;
    try (Caravan caravan = start(settings, Mode.COMMAND)) {
      for (String stream : streams(caravan)) {
        failed += discover(caravan, stream, change) ? 0 : 1;
      }
    }
    catalog.write();
    catalog.streams().forEach(stream -> Width.warn(terminal(), stream));
    terminal().print(Places.shown(catalog.path()));
    return failed == 0 ? 0 : 1;
  }

  private List<String> streams(Caravan caravan) {
    List<String> all = Names.streams(caravan.context());
    List<String> wanted =
        all.stream()
            .filter(name -> name.equals(source) || Catalogs.system(name).equals(source))
            .toList();
    if (wanted.isEmpty()) {
      throw CaravanException.of(ErrorCode.E104, "There is no source or stream called " + source)
          .where("routes/sources")
          .why("nearest: " + Words.nearest(source, all))
          .fix("./caravan streams")
          .build();
    }
    return wanted;
  }

  /** One stream that cannot be read does not hide the others. */
  private boolean discover(Caravan caravan, String stream, CatalogChange change) {
    Discovery discovery = new Discovery();
    try {
      Looking.at(caravan, stream, discovery, rows, "discover");
    } catch (CaravanException e) {
      terminal().say(stream + "  failed: " + e.getMessage());
      return false;
    }
    if (discovery.found().isEmpty()) {
      terminal().say(stream + "  no records, nothing learned");
    }
    for (Discovery.Found found : discovery.found()) {
      List<String> added = change.merge(found.table(), found.key(), found.properties());
      terminal()
          .say(
              "%s  %s, %s%s"
                  .formatted(
                      found.table(),
                      Words.count(found.records(), "record", "records"),
                      Words.count(added.size(), "new property", "new properties"),
                      found.key().isEmpty() ? "; no key: rows will only be added" : ""));
    }
    return true;
  }
}
