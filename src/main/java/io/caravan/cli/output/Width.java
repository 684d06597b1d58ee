package io.caravan.cli.output;

import io.caravan.stream.CatalogStream;

/** Says when so many properties are selected that somebody will feel it. */
public final class Width {

  /** HubSpot and others refuse longer addresses; the properties wanted are named in them. */
  private static final int LONGEST_ADDRESS = 15_000;

  /** More columns than this share one, {@code _extra}. */
  private static final int MOST_COLUMNS = 1_000;

  private Width() {}

  public static void warn(Terminal terminal, CatalogStream stream) {
    int count = stream.selectedProperties().size();
    int length = String.join(",", stream.selectedProperties()).length();
    if (length > LONGEST_ADDRESS) {
      terminal.say(
          "%s  wide: the names of %,d properties take %,d characters; asked for in %d parts, each a call more"
              .formatted(stream.name(), count, length, stream.chunks(LONGEST_ADDRESS).size()));
    }
    if (count > MOST_COLUMNS) {
      terminal.say(
          "%s  wide: %,d properties, and a table gets %,d columns; the others go into _extra as JSON"
              .formatted(stream.name(), count, MOST_COLUMNS));
    }
    if (length > LONGEST_ADDRESS || count > MOST_COLUMNS) {
      terminal.say("  next   ./caravan select " + stream.name() + ".hs_* --off");
    }
  }
}
