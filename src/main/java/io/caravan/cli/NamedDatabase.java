package io.caravan.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.app.Databases;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;

/** The database that {@code --db} names. */
final class NamedDatabase {

  /** Of the option. */
  static final String DESCRIPTION = "The named database; where upsert: loads unless given.";

  private NamedDatabase() {}

  /**
   * The database of that name, with the technical tables of this program.
   *
   * @param name null for the one that rows go to unless a step names another
   */
  static HikariDataSource of(Databases databases, String name) {
    Connections connections = databases.connections();
    String found = name == null ? connections.destination() : name;
    HikariDataSource database = connections.get(found);
    if (!found.equals(Connections.WAREHOUSE)) {
      connections.check(found);
      TechnicalTables.migrate(database);
    }
    return database;
  }
}
