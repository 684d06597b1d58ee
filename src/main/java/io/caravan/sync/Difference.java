package io.caravan.sync;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a sync would do, in lines for people. */
final class Difference {

  /** More lines than this nobody reads. */
  static final int LONGEST = 200;

  private static final String LINES =
      """
      select case action
               when 'CREATE' then '+ ' || name || coalesce(' ' || summary, '')
               when 'DELETE' then '- ' || name
               when 'FIND' then '? ' || name || ' the outcome of an earlier write is unknown; it is looked up first'
               else '~ ' || name || (
                 select string_agg(' ' || f.key || ' ' || coalesce(known ->> f.key, '(nothing)')
                                       || ' -> ' || coalesce(f.value #>> '{}', '(nothing)'), ',' order by f.key)
                   from jsonb_each(payload) f where known -> f.key is distinct from f.value)
             end
        from compared
       where action in ('CREATE', 'UPDATE', 'DELETE', 'FIND')
       order by line
       limit\s"""
          + LONGEST;

  private Difference() {}

  /** At most {@value #LONGEST} lines, and one more that says how many are left out. */
  static List<String> lines(Connection transaction, long all) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = transaction.createStatement();
        ResultSet rows = statement.executeQuery(LINES)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    if (all > lines.size()) {
      lines.add("... and " + (all - lines.size()) + " more");
    }
    return lines;
  }
}
