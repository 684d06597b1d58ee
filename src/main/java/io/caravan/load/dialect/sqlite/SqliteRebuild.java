package io.caravan.load.dialect.sqlite;

import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes the type of a column as SQLite's page on ALTER TABLE says: a new table with the rows of
 * the old one takes its name, and indexes and triggers are made again, all in one transaction.
 */
final class SqliteRebuild {

  private static final String NEW = Names.quote("_caravan_new");
  private static final String TABLE =
      "select sql from sqlite_schema where type = 'table' and name = ? collate nocase";
  private static final String OTHERS =
      "select sql from sqlite_schema where type in ('index', 'trigger') and sql is not null and tbl_name = ? collate nocase";
  private static final String DECLARED = "select type from pragma_table_xinfo(?) where name = ?";
  private static final String COLUMNS =
      "select name from pragma_table_xinfo(?) where hidden = 0 order by cid";

  private final Connection connection;
  private final TableName table;

  SqliteRebuild(Connection connection, TableName table) {
    this.connection = connection;
    this.table = table;
  }

  /**
   * The statements that make a change.
   *
   * @param change of a type; its own statement selects what the values become
   */
  List<String> statements(Ddl change) throws SQLException {
    String column = change.retyped().name();
    String name = Names.quote(table.table());
    List<String> names = texts(COLUMNS, table.table());
    String converted = change.statements().get(0).substring("select ".length());
    List<String> values =
        names.stream().map(each -> each.equals(column) ? converted : Names.quote(each)).toList();
    List<String> statements = new ArrayList<>();
    // Otherwise a view of the table would be looked at while the table has no name.
    statements.add("pragma legacy_alter_table = on");
    statements.add("drop table if exists " + NEW);
    statements.add(made(column, SqliteChanges.type(change.retyped().type())));
    statements.add(
        "insert into "
            + NEW
            + " "
            + Names.list(names)
            + " select "
            + String.join(", ", values)
            + " from "
            + name);
    List<String> others = texts(OTHERS, table.table());
    statements.add("drop table " + name);
    statements.add("alter table " + NEW + " rename to " + name);
    statements.addAll(others);
    statements.add("pragma legacy_alter_table = off");
    return statements;
  }

  /** The statement that has made the table, with another name and the other type. */
  private String made(String column, String type) throws SQLException {
    String sql = texts(TABLE, table.table()).get(0);
    String declared = texts(DECLARED, table.table(), column).get(0);
    String written = Pattern.quote(Names.quote(column));
    Pattern definition =
        declared.isEmpty()
            ? Pattern.compile("(" + written + ")()")
            : Pattern.compile(
                "(%1$s|`%2$s`|\\[%2$s\\]|\\b%2$s\\b)(\\s+%3$s)(?![\\w(])"
                    .formatted(written, Pattern.quote(column), Pattern.quote(declared)),
                Pattern.CASE_INSENSITIVE);
    Matcher found = definition.matcher(sql);
    if (!found.find()) {
      throw new SQLException(
          "no such column definition in the statement that made the table: " + column, "", 1);
    }
    String changed = sql.substring(0, found.end(1)) + " " + type + sql.substring(found.end(2));
    return changed.replaceFirst(
        "(?is)^create\\s+table\\s+(\"(?:[^\"]|\"\")*\"|\\S+?)(?=\\s*\\()", "create table " + NEW);
  }

  private List<String> texts(String sql, String... arguments) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        query.setString(i + 1, arguments[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
      return texts;
    }
  }
}
