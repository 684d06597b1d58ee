package io.caravan.db;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Schema {@code caravan}: runs, steps, leases, bookmarks and what other rooms keep beside them. */
public final class TechnicalTables {

  private TechnicalTables() {}

  /** Brings the tables to the version of this program. Refuses tables that a newer program made. */
  public static void migrate(DataSource database) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(database)
            .locations("classpath:db/migration")
            .schemas("caravan")
            .defaultSchema("caravan")
            .table("schema_history")
            .loggers("slf4j")
            .load();
    for (MigrationInfo info : flyway.info().applied()) {
      if (!info.getState().isResolved()) {
        throw CaravanException.of(
                ErrorCode.E801, "The technical tables were made by a newer Caravan")
            .where("schema caravan, version " + info.getVersion())
            .fix("Use the newer program, or restore the database of before the upgrade")
            .build();
      }
    }
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw CaravanException.of(
              ErrorCode.E301, "Cannot prepare the technical tables in schema caravan")
          .why(e.getMessage().lines().filter(line -> !line.isBlank()).findFirst().orElse(null))
          .fix("GRANT CREATE ON DATABASE <database> TO <user>;", "./caravan doctor")
          .cause(e)
          .build();
    }
  }
}
