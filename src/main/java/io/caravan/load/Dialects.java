package io.caravan.load;

import io.caravan.db.Product;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.mysql.MysqlDialect;
import io.caravan.load.dialect.postgres.PostgresDialect;
import io.caravan.load.dialect.sqlite.SqliteDialect;
import io.caravan.load.dialect.sqlserver.SqlServerDialect;
import javax.sql.DataSource;

/** Which dialect a database speaks: the one place that knows all of them. */
final class Dialects {

  private Dialects() {}

  /** That of the database behind a pool. */
  static Dialect of(DataSource database) {
    return switch (Product.of(database)) {
      case POSTGRESQL -> new PostgresDialect();
      case SQLITE -> new SqliteDialect();
      case MYSQL -> new MysqlDialect();
      case SQLSERVER -> new SqlServerDialect();
    };
  }
}
