package io.caravan.cli.output;

import io.caravan.stream.CatalogStream;
import java.util.List;

/**
 * A stream as {@code streams} shows it.
 *
 * @param selected null when no catalog says so: it is read
 * @param properties how many are selected, of how many; null without a catalog
 * @param bookmark JSON; null before the first load
 * @param runs whether there is a route to run; a catalog may also name tables that another stream
 *     fills
 */
public record StreamLine(
    String stream,
    List<String> key,
    String cursor,
    boolean selected,
    String properties,
    String bookmark,
    boolean runs) {

  public static StreamLine of(String name, CatalogStream catalog, String bookmark, boolean runs) {
    if (catalog == null) {
      return new StreamLine(name, List.of(), null, true, null, bookmark, runs);
    }
    return new StreamLine(
        name,
        catalog.key(),
        catalog.cursorOrNull(),
        catalog.selected(),
        catalog.selectedProperties().size() + " of " + catalog.properties().size(),
        bookmark,
        runs);
  }

  public Object[] cells() {
    return new Object[] {
      stream,
      String.join(", ", key),
      cursor,
      selected ? "yes" : "no",
      properties,
      runs ? bookmark : "(no route of its own)"
    };
  }
}
