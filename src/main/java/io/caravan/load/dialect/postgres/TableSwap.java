package io.caravan.load.dialect.postgres;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Dependent;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces tables by others, inside the transaction of the caller, with everything that hangs on
 * them: views are made again, and grants, indexes, owner and comment are taken over. What cannot be
 * taken over, such as a trigger, stops it.
 */
public final class TableSwap {

  /** What a table has and its successor would not have. */
  private static final String IN_THE_WAY =
      """
      select 'the trigger ' || tgname from pg_trigger where tgrelid = to_regclass(?) and not tgisinternal
      union all
      select 'the row security policy ' || polname from pg_policy where polrelid = to_regclass(?)
      union all
      select 'the constraint ' || conname || ' of ' || conrelid::regclass from pg_constraint
       where confrelid = to_regclass(?) or (conrelid = to_regclass(?) and contype in ('c', 'f', 'x'))
      union all
      select 'the column ' || attname || ', which was added by hand' from pg_attribute
       where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
         and attname not in ('_loaded_at', '_run_id', '_extra')
         and attname not in (select unnest(columns) from caravan.ddl_log where table_name = ?)
         and attname not in (select attname from pg_attribute where attrelid = to_regclass(?))
       limit 1
      """;

  /** The place of the name is taken by %I.%I, which the new table has by then. */
  private static final String TAKEN_OVER =
      """
      with t as (select c.*, format('%I.%I', n.nspname, c.relname) as name
                   from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(?))
      select pg_get_indexdef(i.indexrelid) from t join pg_index i on i.indrelid = t.oid
       where not exists (select from pg_constraint where conindid = i.indexrelid) and i.indisvalid
      union all
      select format('comment on table %s is %L', name, obj_description(oid, 'pg_class')) from t
       where obj_description(oid, 'pg_class') is not null
      union all
      select format('alter table %s owner to %I', name, pg_get_userbyid(relowner)) from t
       where pg_get_userbyid(relowner) <> current_user
      union all
      select format('grant %s on %s to %s%s', privilege_type, name,
                    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                    case when is_grantable then ' with grant option' end)
        from t, aclexplode(relacl)
       where grantee <> relowner
      """;

  private final Connection transaction;
  private final String runId;
  private final Map<TableName, TableName> shadows = new LinkedHashMap<>();
  private final List<TableName> emptied = new ArrayList<>();

  public TableSwap(Connection transaction, String runId) {
    this.transaction = transaction;
    this.runId = runId;
  }

  /** Adds a table and what takes its place. */
  public void add(TableName table, TableName shadow) {
    shadows.put(table, shadow);
  }

  public boolean replaces(TableName table) {
    return shadows.containsKey(table);
  }

  /** Adds tables that only lose their rows. */
  public void empty(List<TableName> tables) {
    emptied.addAll(tables);
  }

  /** Makes the change and returns its statements. */
  public List<String> run() throws SQLException {
    if (shadows.isEmpty()) {
      return List.of();
    }
    List<String> statements = new ArrayList<>();
    List<String> afterwards = new ArrayList<>();
    for (Map.Entry<TableName, TableName> entry : shadows.entrySet()) {
      TableName table = entry.getKey();
      TableName shadow = entry.getValue();
      checkNothingIsLost(table, shadow);
      afterwards.addAll(texts(TAKEN_OVER, table.quoted()));
      statements.add("drop table if exists " + table.quoted());
      statements.add("alter table " + shadow.quoted() + " rename to " + Names.quote(table.table()));
      for (String constraint : keyOf(shadow)) {
        statements.add(
            "alter table "
                + table.quoted()
                + " rename constraint "
                + Names.quote(constraint)
                + " to "
                + Names.quote(Names.effective(table.table() + "_pkey")));
      }
    }
    emptied.forEach(table -> statements.add("delete from " + table.quoted()));
    statements.addAll(afterwards);
    Ddl change =
        DependentViews.around(
            transaction, List.copyOf(shadows.keySet()), new Ddl(statements, List.of()));
    execute(change);
    return change.all();
  }

  private void checkNothingIsLost(TableName table, TableName shadow) throws SQLException {
    String name = table.quoted();
    List<String> found =
        texts(IN_THE_WAY, name, name, name, name, name, table.toString(), shadow.quoted());
    if (!found.isEmpty()) {
      throw CaravanException.of(
              ErrorCode.E304, table + " cannot be replaced: it would lose " + found.get(0))
          .where(table.toString())
          .why("a full refresh builds a new table; the old one and its rows are still there")
          .fix(
              "Drop it, run again, and put it back",
              "Read everything again into the old table: ./caravan state reset " + table)
          .build();
    }
  }

  private List<String> keyOf(TableName shadow) throws SQLException {
    return texts(
        "select conname from pg_constraint where conrelid = to_regclass(?) and contype = 'p'",
        shadow.quoted());
  }

  private List<String> texts(String sql, String... arguments) throws SQLException {
    try (PreparedStatement query = transaction.prepareStatement(sql)) {
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

  private void execute(Ddl change) throws SQLException {
    String running = null;
    try (Statement statement = transaction.createStatement()) {
      for (String sql : change.all()) {
        running = sql;
        statement.execute(sql);
      }
    } catch (SQLException e) {
      Dependent view = change.dependentOf(running).orElse(null);
      if (view == null || new PostgresDialect().mayPass(e)) {
        throw e;
      }
      transaction.rollback();
      throw DependentViews.refused(
          transaction, shadows.keySet().iterator().next(), change, view, e);
    }
    for (Map.Entry<TableName, TableName> entry : shadows.entrySet()) {
      for (String table : List.of("ddl_log", "rejects")) {
        rename("caravan." + table, entry.getValue(), entry.getKey());
      }
      log(entry.getKey(), change);
    }
  }

  private void rename(String log, TableName from, TableName to) throws SQLException {
    try (PreparedStatement rename =
        transaction.prepareStatement(
            "update " + log + " set table_name = ? where table_name = ?")) {
      rename.setString(1, to.toString());
      rename.setString(2, from.toString());
      rename.executeUpdate();
    }
  }

  private void log(TableName table, Ddl change) throws SQLException {
    try (PreparedStatement log =
        transaction.prepareStatement(
            "insert into caravan.ddl_log (table_name, run_id, columns, statement) values (?, ?, '{}', ?)")) {
      log.setString(1, table.toString());
      log.setString(2, runId);
      log.setString(3, change.text());
      log.executeUpdate();
    }
  }
}
