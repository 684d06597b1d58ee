package io.caravan.load;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.dialect.postgres.PostgresDialect;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables in which a full refresh builds what will replace the tables in sight. They stand
 * beside them, and the log of changes knows them by their name: those whose run is over are
 * rubbish.
 */
public final class ShadowTables {

  private static final String PREFIX = "_refresh__";

  private static final String LEFT_BEHIND =
      """
      select distinct l.table_name from caravan.ddl_log l
       where split_part(l.table_name, '.', 2) like '\\_refresh\\_\\_%'
         and not exists (select from caravan.runs r where r.run_id = l.run_id and r.state = 'running')
      """;

  private ShadowTables() {}

  /** The table in which the successor of a table is built. */
  static TableName of(TableName table) {
    return new TableName(table.schema(), Names.effective(PREFIX + table.table()));
  }

  /** The shadow of a table and those of its lists. */
  static List<TableName> family(Connection connection, TableName table) throws SQLException {
    List<TableName> family = new ArrayList<>();
    family.add(of(table));
    family.addAll(new PostgresDialect().children(connection, of(table)));
    return family;
  }

  /** Drops what runs have left behind that were killed in the middle of a full refresh. */
  public static void clear(DataSource database) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      List<String> names = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(LEFT_BEHIND)) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
      for (String name : names) {
        drop(connection, TableName.parse(name, null));
      }
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E300, "Cannot clear away an unfinished full refresh")
          .why(e.getMessage())
          .fix("./caravan doctor")
          .cause(e)
          .build();
    }
  }

  /** Drops a shadow and what the log says of it. */
  static void drop(Connection connection, TableName shadow) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement forget =
            connection.prepareStatement("delete from caravan.ddl_log where table_name = ?")) {
      statement.execute("drop table if exists " + shadow.quoted());
      forget.setString(1, shadow.toString());
      forget.executeUpdate();
    }
  }
}
