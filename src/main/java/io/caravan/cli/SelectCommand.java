package io.caravan.cli;

import io.caravan.cli.output.Width;
import io.caravan.cli.output.Words;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.CatalogChange;
import io.caravan.stream.CatalogFile;
import io.caravan.stream.CatalogStream;
import io.caravan.stream.Catalogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Chooses streams and properties. */
@Command(
    name = "select",
    description =
        "Choose which streams and properties of a source are loaded. "
            + "A key is always loaded; what no catalog knows, is too.",
    footer = {
      "",
      "Example: ./caravan select hubspot deals 'contacts.*'",
      "         ./caravan select hubspot.deals.hs_* --off"
    })
final class SelectCommand extends Verb {

  @Parameters(
      arity = "1..*",
      paramLabel = "PATTERN",
      description =
          "A source followed by streams or stream.property, or source.stream.property; * and ? may stand in them.")
  private List<String> words;

  @Option(
      names = {"--deselect", "--off"},
      description = "Leave them out instead.")
  private boolean deselect;

  @Override
  public Integer call() {
    String system = Catalogs.system(words.get(0));
    List<String> patterns = new ArrayList<>(words);
    if (!patterns.get(0).contains(".")) {
      patterns.remove(0);
    }
    CatalogFile catalog = new Catalogs(settings()).open(system);
    if (catalog.streams().isEmpty()) {
      throw CaravanException.of(ErrorCode.E315, "There is no catalog of " + system)
          .where(catalog.path().toString())
          .fix("./caravan discover " + system)
          .build();
    }
    if (patterns.isEmpty()) {
      throw missing(system, "nothing was named");
    }
    Set<String> matched = new TreeSet<>();
    CatalogChange change = new CatalogChange(catalog, system);
    for (String pattern : patterns) {
      List<String> found = change.select(pattern, !deselect);
      if (found.isEmpty()) {
        throw missing(
            system, pattern + " matches nothing that can be changed; nothing was changed");
      }
      matched.addAll(found);
    }
    catalog.write();
    matched.forEach(terminal()::print);
    terminal()
        .say(
            Words.count(matched.size(), "entry", "entries")
                + (deselect ? " left out" : " selected")
                + "; the next run goes by it");
    for (CatalogStream stream : catalog.streams()) {
      Width.warn(terminal(), stream);
    }
    return 0;
  }

  private static CaravanException missing(String system, String why) {
    return CaravanException.of(ErrorCode.E104, "There is no such stream or property in " + system)
        .why(why)
        .fix("./caravan streams " + system)
        .build();
  }
}
