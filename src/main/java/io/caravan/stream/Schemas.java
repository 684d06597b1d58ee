package io.caravan.stream;

import io.caravan.config.Settings;

/**
 * Where the tables of a system stand: in the schema of the setting {@code <system>.schema}, or in
 * one of the system's own name. Streams, their catalogs and bookmarks keep the name of the system.
 */
public final class Schemas {

  private Schemas() {}

  /**
   * The table that is meant.
   *
   * @param name {@code <system>.<table>}, or a table without a schema, which stays as it is
   */
  public static String table(Settings settings, String name) {
    int dot = name.indexOf('.');
    return dot < 1
        ? name
        : settings.get(name.substring(0, dot) + ".schema", name.substring(0, dot))
            + name.substring(dot);
  }
}
