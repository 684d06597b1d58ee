package io.caravan.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * PostgreSQL refuses to change the type of a column that a view uses (0A000), and the staging
 * models of dbt are such views. They are dropped for the change and made again in the same
 * transaction, with their owner, their grants and their comment.
 */
final class PostgresViews {

  private static final String DEPENDENTS =
      """
      with recursive dependent (id, depth) as (
        select to_regclass(?)::oid, 0
        union
        select r.ev_class, dependent.depth + 1
          from dependent
          join pg_depend d on d.refobjid = dependent.id and d.refclassid = 'pg_class'::regclass
                          and d.classid = 'pg_rewrite'::regclass
          join pg_rewrite r on r.oid = d.objid and r.ev_class <> dependent.id
      )
      select format('%I.%I', n.nspname, c.relname), c.relkind = 'v', pg_get_viewdef(c.oid),
             quote_ident(pg_get_userbyid(c.relowner)), quote_literal(obj_description(c.oid)),
             array(select format('grant %s on %I.%I to %s', a.privilege_type, n.nspname, c.relname,
                                 case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end)
                     from aclexplode(c.relacl) a)::text[]
        from dependent join pg_class c on c.oid = dependent.id join pg_namespace n on n.oid = c.relnamespace
       where dependent.depth > 0
       group by c.oid, c.relname, c.relkind, c.relowner, c.relacl, n.nspname
       order by max(dependent.depth)
      """;

  private PostgresViews() {}

  /**
   * The change with the views out of the way. Something that cannot be made again cheaply, such as
   * a materialized view, is left in its way.
   */
  static Ddl around(Connection connection, TableName table, Ddl change) throws SQLException {
    List<String> drop = new ArrayList<>();
    List<String> make = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(DEPENDENTS)) {
      query.setString(1, table.quoted());
      try (ResultSet view = query.executeQuery()) {
        while (view.next()) {
          if (!view.getBoolean(2)) {
            return change;
          }
          String name = view.getString(1);
          drop.add("drop view " + name);
          String definition = view.getString(3).strip();
          make.add("create view " + name + " as " + definition.replaceFirst(";$", ""));
          make.add("alter view " + name + " owner to " + view.getString(4));
          if (view.getString(5) != null) {
            make.add("comment on view " + name + " is " + view.getString(5));
          }
          Collections.addAll(make, (String[]) view.getArray(6).getArray());
        }
      }
    }
    if (drop.isEmpty()) {
      return change;
    }
    Collections.reverse(drop);
    List<String> statements = new ArrayList<>(drop);
    statements.addAll(change.statements());
    statements.addAll(make);
    return new Ddl(statements, change.columns());
  }
}
