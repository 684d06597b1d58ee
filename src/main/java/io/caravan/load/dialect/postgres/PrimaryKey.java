package io.caravan.load.dialect.postgres;

import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The primary key of a table.
 *
 * @param name of the constraint, unquoted
 */
public record PrimaryKey(TableName table, String name, List<String> columns) {

  private static final String FIND =
      """
      select c.conname, array(select a.attname from unnest(c.conkey) with ordinality k (attnum, n)
                                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
                               order by k.n)::text[]
        from pg_constraint c where c.conrelid = ?::regclass and c.contype = 'p'
      """;

  /** That of a table that is there. */
  public static Optional<PrimaryKey> of(Connection connection, TableName table)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setString(1, table.quoted());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new PrimaryKey(
                    table, row.getString(1), List.of((String[]) row.getArray(2).getArray())))
            : Optional.empty();
      }
    }
  }

  /** What tells the rows of the table apart by other columns. */
  public Ddl changedTo(List<String> others) {
    List<String> parts = new ArrayList<>(List.of("drop constraint " + Names.quote(name)));
    columns.stream()
        .filter(column -> !others.contains(column))
        .forEach(column -> parts.add("alter column " + Names.quote(column) + " drop not null"));
    parts.add("add primary key " + Names.list(others));
    return new Ddl(
        List.of("alter table " + table.quoted() + " " + String.join(", ", parts)), List.of());
  }
}
