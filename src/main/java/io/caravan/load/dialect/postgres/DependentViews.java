package io.caravan.load.dialect.postgres;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Dependent;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to change the type of a column that a view uses (0A000), and the staging
 * models of dbt are such views. They and the views on them are dropped for the change and made
 * again in the same transaction: with owner, options, comments and grants, materialized ones with
 * their indexes and rows.
 *
 * <p>Each is made again as its owner: what a materialized view calls must not run with the rights
 * of Caravan. Dropping begins with the outermost view, since readers lock them in that order too.
 */
final class DependentViews {

  /** Definitions then name every schema, so that they mean the same for another role. */
  private static final String NAME_EVERY_SCHEMA = "set local search_path = ''";

  /** Of one column, or of whole tables where no column is named. */
  private static final String FIND =
      """
      with recursive dependent (id, depth) as (
        select r.ev_class, 1
          from pg_depend d
          join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and r.ev_type = '1'
          left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
         where d.refclassid = 'pg_class'::regclass and coalesce(a.attname = ?, true)
           and d.refobjid in (select to_regclass(name) from unnest(?::text[]) name) and r.ev_class <> d.refobjid
        union
        select r.ev_class, dependent.depth + 1
          from dependent
          join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = dependent.id
          join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and r.ev_type = '1'
                           and r.ev_class <> dependent.id
      ), who (id, role) as (
        select oid, quote_ident(rolname) from pg_roles union all select 0, 'public'
      ), given (owner, schema, grantee) as (
        select defaclrole, defaclnamespace, a.grantee
          from pg_default_acl, aclexplode(defaclacl) a where defaclobjtype = 'r'
      ), v as (
        select c.*, depth, case relkind when 'm' then 'materialized view' else 'view' end as kind,
               c.oid::regclass::text as name, pg_get_userbyid(relowner) <> current_user as foreign_owner,
               coalesce(relacl, case when exists (select from given where owner = relowner and schema in (0, relnamespace))
                                     then acldefault('r', relowner) end) as acl
          from (select id, max(depth) as depth from dependent group by id) d join pg_class c on c.oid = d.id
      )
      select kind, relnamespace::regnamespace::text, name, relowner::regrole::text,
             case when exists (select from pg_trigger where tgrelid = v.oid) then 'a trigger'
                  when exists (select from pg_rewrite where ev_class = v.oid and ev_type <> '1') then 'a rule'
                  when exists (select from pg_attrdef where adrelid = v.oid) then 'a default of a column'
                  when exists (select from pg_statistic_ext where stxrelid = v.oid) then 'extended statistics'
                  when exists (select from pg_seclabel where objoid = v.oid) then 'a security label'
                  when reltablespace <> 0 then 'a tablespace of its own' end,
             array[case when foreign_owner then 'set local role ' || relowner::regrole end,
                   format('create %s %s%s as %s%s', kind, name, ' with (' || array_to_string(reloptions, ', ') || ')',
                          rtrim(btrim(pg_get_viewdef(oid), E' \\n'), ';'),
                          case when relkind = 'm' then case when relispopulated then ' with data' else ' with no data' end end),
                   'comment on ' || kind || ' ' || name || ' is ' || quote_literal(obj_description(oid, 'pg_class'))]
             || array(select format('comment on column %s.%I is %L', name, attname, col_description(attrelid, attnum))
                        from pg_attribute where attrelid = v.oid and col_description(attrelid, attnum) is not null)
             || array(select format('revoke all on %s from %s', name, role)
                        from who where acl is not null and (id = relowner or exists (select from given
                             where owner = relowner and schema in (0, relnamespace) and grantee = id)))
             || array(select format('grant %s on %s to %s%s', string_agg(privilege_type, ', '), name, role,
                                    case when is_grantable then ' with grant option' end)
                        from aclexplode(acl) join who on id = grantee group by role, is_grantable)
             || array(select format('grant %s (%I) on %s to %s%s', privilege_type, attname, name, role,
                                    case when is_grantable then ' with grant option' end)
                        from pg_attribute, aclexplode(attacl) join who on id = grantee where attrelid = v.oid)
             || array(select pg_get_indexdef(indexrelid) from pg_index where indrelid = v.oid order by indexrelid)
             || case when foreign_owner then 'set local role ' || quote_ident(current_user) end
        from v
       order by depth, name
      """;

  private DependentViews() {}

  /** The change with the views out of its way; only for the transaction this is asked in. */
  static Ddl around(Connection connection, TableName table, Ddl change) throws SQLException {
    return around(connection, List.of(table), change);
  }

  /** The same for a change of several tables, such as their replacement. */
  static Ddl around(Connection connection, List<TableName> tables, Ddl change) throws SQLException {
    TableName table = tables.get(0);
    List<Dependent> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        PreparedStatement query = connection.prepareStatement(FIND)) {
      statement.execute(NAME_EVERY_SCHEMA);
      query.setString(1, change.retyped() == null ? null : change.retyped().name());
      query.setArray(
          2, connection.createArrayOf("text", tables.stream().map(TableName::quoted).toArray()));
      try (ResultSet view = query.executeQuery()) {
        while (view.next()) {
          String[] make = (String[]) view.getArray(6).getArray();
          Dependent dependent =
              new Dependent(
                  view.getString(1),
                  view.getString(2),
                  view.getString(3),
                  view.getString(4),
                  Stream.of(make).filter(Objects::nonNull).toList());
          if (view.getString(5) != null) {
            throw refused(table, change, dependent)
                .why("It has " + view.getString(5) + ", which would be lost if it were made again")
                .build();
          }
          found.add(dependent);
        }
      }
    }
    return change.around(found);
  }

  /** A view that could not be dropped or made again. Everything is as it was. */
  static CaravanException refused(
      Connection connection, TableName table, Ddl change, Dependent view, SQLException failure) {
    CaravanException.Builder refused =
        "42501".equals(failure.getSQLState())
            ? PostgresTrouble.permission(connection, view)
            : refused(table, change, view);
    return refused
        .where(String.join("; ", change.statements()))
        .why(PostgresTrouble.message(failure))
        .cause(failure)
        .build();
  }

  private static CaravanException.Builder refused(TableName table, Ddl change, Dependent view) {
    return CaravanException.of(
            ErrorCode.E304,
            view
                + " is in the way: "
                + table
                + " cannot "
                + (change.retyped() == null ? "be replaced" : "change " + change.retyped().name())
                + " under it")
        .where(String.join("; ", change.statements()))
        .fix(
            "drop " + view + " cascade;",
            "Run again, adapt its SQL to the new type, and build it again: dbt build");
  }
}
