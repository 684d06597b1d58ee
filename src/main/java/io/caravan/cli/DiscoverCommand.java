package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Names;
import io.caravan.cli.output.Places;
import io.caravan.cli.output.Width;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.ExitCode;
import io.caravan.load.Discovery;
import io.caravan.singer.TapDiscovery;
import io.caravan.stream.CatalogChange;
import io.caravan.stream.CatalogFile;
import io.caravan.stream.Catalogs;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the catalog of a source. */
@Command(
    name = "discover",
    description =
        "Read some records of each stream and write what is in them to routes/sources/<source>.catalog.json. "
            + "What the catalog says already, stays. With the name of a Singer tap: ask the tap, and keep its catalog as a file.",
    footer = {"", "Example: ./caravan discover jaffle", "         ./caravan discover shop.tap"})
final class DiscoverCommand extends Verb {

  @Parameters(
      paramLabel = "SOURCE",
      description =
          "A system such as hubspot, one stream of it, or a tap, as its settings begin (shop.tap).")
  private String source;

  @Option(names = "--rows", paramLabel = "N", description = "Records of each stream to read (200).")
  private long rows = 200;

  @Override
  public Integer call() {
    Settings settings = settings();
    return TapDiscovery.isTap(settings, source) ? askTap(settings) : readStreams(settings);
  }

  private int askTap(Settings settings) {
    try {
      TapDiscovery.Found found = TapDiscovery.run(settings, source);
      found.streams().forEach(terminal()::say);
      if (!found.isUsed()) {
        // Paths in settings begin at the project, wherever somebody stands.
        Path fromProject = settings.project().relativize(found.file());
        terminal().say("to have it used, set " + source + ".catalog = " + fromProject);
      }
      terminal().print(Places.shown(found.file()));
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.number();
    }
  }

  private int readStreams(Settings settings) {
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
