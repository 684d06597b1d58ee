package io.caravan.csv;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.ConnectionStrategy;
import org.apache.camel.component.jdbc.JdbcConstants;

/** The parameters of one {@code csv-export-action} and the steps that a route cannot say. */
public final class CsvExport implements ConnectionStrategy {

  private final TableQuery queries;
  private final Settings settings;
  private String table = "";
  private String orderBy = "";
  private String folder = "";
  private String file = "";
  private boolean header = true;

  /**
   * @param database where the table is
   * @param settings tell the data folder
   */
  public CsvExport(DataSource database, Settings settings) {
    this.queries = new TableQuery(database);
    this.settings = settings;
  }

  public void setTable(String table) {
    this.table = table;
  }

  public void setOrderBy(String orderBy) {
    this.orderBy = orderBy;
  }

  public void setFolder(String folder) {
    this.folder = folder;
  }

  public void setFile(String file) {
    this.file = file;
  }

  public void setHeader(boolean header) {
    this.header = header;
  }

  /** Puts where the file will be into the variables {@code exportFolder} and {@code exportFile}. */
  public void prepare(Exchange exchange) {
    if (!file.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw CaravanException.of(ErrorCode.E106, "The file name '" + file + "' cannot be used")
          .where("parameter file of csv-export-action")
          .why("expected letters, digits, dots, - and _, without a folder")
          .fix("Correct the parameter file; the folder has a parameter of its own")
          .build();
    }
    Path target =
        folder.isEmpty()
            ? settings.dataDir().resolve("runs").resolve(Step.of(exchange).run().id())
            : settings.project().resolve(folder).normalize();
    exchange.setVariable("exportFolder", target.toString());
    exchange.setVariable("exportFile", target.resolve(file).toString());
  }

  /** The query whose rows become the file. */
  public String query() {
    String from =
        table.endsWith(".sql") ? settings.project().resolve(table).normalize().toString() : table;
    return queries.of(from, orderBy);
  }

  /** The rows of the query, with the names of the columns in front unless switched off. */
  public Iterator<Object> rows(Exchange exchange) {
    Step step = Step.of(exchange);
    Collection<?> names =
        exchange.getMessage().getHeader(JdbcConstants.JDBC_COLUMN_NAMES, Collection.class);
    return new CountedRows(
        header ? names.stream().map(Object::toString).toList() : null,
        exchange.getMessage().getBody(Iterator.class),
        step.run()::checkStop,
        rows -> step.count("exported", rows));
  }

  /** PostgreSQL sends rows piece by piece only within a transaction that stays open. */
  @Override
  public Connection getConnection(DataSource database) throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public boolean isConnectionTransactional(Connection connection, DataSource database) {
    return false;
  }
}
