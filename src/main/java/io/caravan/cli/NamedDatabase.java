package io.caravan.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.app.Databases;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import picocli.CommandLine.Option;

/** The database that {@code --db} names. */
final class NamedDatabase {

  @Option(
      names = "--db",
      paramLabel = "NAME",
      description = "The named database; where upsert: loads unless given.")
  private String name;

  /** With the technical tables of this program. */
  HikariDataSource in(Databases databases) {
    Connections connections = databases.connections();
    return TechnicalTables.in(connections, name == null ? connections.destination() : name);
  }
}
