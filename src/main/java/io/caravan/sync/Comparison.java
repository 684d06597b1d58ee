package io.caravan.sync;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Wanted rows against the ledger, set against set inside the database: the temporary table {@code
 * compared} with one action per row.
 */
final class Comparison {

  private static final String WANTED =
      """
      create temporary table wanted on commit drop as
      select line, external_key, coalesce(gone, false) as gone, payload, name, summary,
             case when external_key is null then coalesce(refused, 'the key is empty')
                  when count(*) over (partition by external_key) > 1
                    then 'the key stands in ' || count(*) over (partition by external_key) || ' rows'
                  else refused
             end as refused
        from (
      %s
        ) as mapped
      """;
  private static final String COMPARED =
      """
      create temporary table compared on commit drop as
      select w.line, w.external_key, w.gone, w.payload, w.name, w.summary, l.payload as known,
      """
          + Action.SQL
          + """
             as action
        from wanted w
        left join (select * from caravan.sync_ledger where destination = ? and account = ? and entity = ?) l
          using (external_key)
       where w.refused is null
      """;
  private static final String VANISHED =
      "select count(*) from caravan.sync_ledger l where "
          + Target.HERE
          + """
             and state in ('CONFIRMED', 'REJECTED') and remote_id is not null
             and not exists (select from wanted w where w.external_key = l.external_key)
          """;
  private static final String KNOWN =
      "select count(*) from caravan.sync_ledger where "
          + Target.HERE
          + " and state in ('CONFIRMED', 'REJECTED') and remote_id is not null";

  private final Connection transaction;
  private final Target target;

  Comparison(Connection transaction, Target target) {
    this.transaction = transaction;
    this.target = target;
  }

  /**
   * Applies the mapping to the table {@code source}, sorts out what is refused, compares the rest.
   */
  void run(Rules rules, Refusals refusals) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(WANTED.formatted(mapping(rules.mapping())));
      statement.execute("analyze wanted");
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E105, "The mapping of the rows cannot be used")
          .where(rules.mapping().toString())
          .why(e.getMessage())
          .fix("Correct the SQL in " + rules.mapping().getFileName())
          .cause(e)
          .build();
    }
    refuse(refusals);
    try (PreparedStatement compare = transaction.prepareStatement(COMPARED)) {
      compare.setBoolean(1, rules.recreateDeleted());
      target.bind(compare, 2);
      compare.executeUpdate();
    }
  }

  /** How many rows ask for each action. */
  Map<Action, Long> counts() throws SQLException {
    Map<Action, Long> counts = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      counts.put(action, 0L);
    }
    try (Statement statement = transaction.createStatement();
        ResultSet rows =
            statement.executeQuery("select action, count(*) from compared group by action")) {
      while (rows.next()) {
        counts.put(Action.valueOf(rows.getString(1)), rows.getLong(2));
      }
    }
    return counts;
  }

  /** How many objects are known to be there. */
  long known() throws SQLException {
    return count(KNOWN);
  }

  /** How many of them the file does not mention. They are left alone: a row says when to delete. */
  long vanished() throws SQLException {
    return count(VANISHED);
  }

  private long count(String sql) throws SQLException {
    try (PreparedStatement query = transaction.prepareStatement(sql)) {
      target.bind(query, 1);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void refuse(Refusals refusals) throws SQLException {
    List<String> words = new ArrayList<>();
    long count;
    try (Statement statement = transaction.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "select line, external_key, refused from wanted where refused is not null"
                  + " order by line limit 20")) {
        while (rows.next()) {
          String key = rows.getString(2) == null ? "" : " (" + rows.getString(2) + ")";
          words.add("row " + rows.getLong(1) + key + ": " + rows.getString(3));
        }
      }
      try (ResultSet row =
          statement.executeQuery("select count(*) from wanted where refused is not null")) {
        row.next();
        count = row.getLong(1);
      }
    }
    refusals.addAll(count, words);
  }

  private static String mapping(Path file) {
    try {
      return Files.readString(file).strip().replaceAll(";$", "");
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E315, "The mapping of the rows is missing")
          .where(file.toString())
          .fix("Restore " + file.getFileName() + " beside its route file")
          .cause(e)
          .build();
    }
  }
}
