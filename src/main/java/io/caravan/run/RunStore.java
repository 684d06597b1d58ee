package io.caravan.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Writes the run record to schema {@code caravan} and reads it again. */
final class RunStore {

  /** Runs whose lease has ended without a word: their process died. */
  private static final String REAP =
      """
      with dead as (
        update caravan.runs r set state = 'interrupted', finished_at = clock_timestamp(), error_code = 'E703',
               error = '{"code": "E703", "what": "The process died; everything finished so far is saved"}'
         where state = 'running'
           and not exists (select from caravan.leases l where l.run_id = r.run_id and l.expires_at > clock_timestamp())
        returning run_id)
      update caravan.steps s set state = 'interrupted', finished_at = clock_timestamp()
        from dead where s.run_id = dead.run_id and s.state = 'running'
      """;

  private final DataSource database;

  RunStore(DataSource database) {
    this.database = database;
  }

  /** Marks the runs of dead processes as interrupted. */
  void reap() throws SQLException {
    update(REAP);
  }

  void begin(Run run, String holder) throws SQLException {
    update(
        "insert into caravan.runs (run_id, pipeline, trigger, state, holder) values (?, ?, ?,"
            + " 'running', ?)",
        run.id(),
        run.pipeline(),
        run.trigger(),
        holder);
  }

  void finish(Run run) throws SQLException {
    update(
        "update caravan.runs set state = ?, finished_at = clock_timestamp(), error_code = ?, error"
            + " = ?::jsonb where run_id = ?",
        run.state().word(),
        run.failure() == null ? null : run.failure().code().name(),
        Problem.json(run.failure()),
        run.id());
  }

  void begin(Step step) throws SQLException {
    update(
        "insert into caravan.steps (run_id, ordinal, name, kind, state) values (?, ?, ?, ?,"
            + " 'running')",
        step.run().id(),
        step.ordinal(),
        step.name(),
        step.kind());
  }

  void finish(Step step) throws SQLException {
    update(
        """
        update caravan.steps set state = ?, finished_at = clock_timestamp(), counts = ?::jsonb, notes = ?::jsonb, error = ?::jsonb
         where run_id = ? and ordinal = ?
        """,
        step.state().word(),
        Problem.json(step.counts()),
        Problem.json(step.notes()),
        Problem.json(step.failure()),
        step.run().id(),
        step.ordinal());
  }

  List<RunSummary> latest(String pipeline, int limit) throws SQLException {
    return query(
        "select "
            + RunSummary.COLUMNS
            + " from caravan.runs where ?::text is null or pipeline = ? order by run_id desc limit"
            + " ?",
        pipeline,
        pipeline,
        limit);
  }

  /** What the newest run of a pipeline waits for, when it ended as waiting. */
  Optional<Instant> again(String pipeline) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select max((s.error ->> 'again')::timestamptz)
                  from (select run_id, state from caravan.runs where pipeline = ? order by run_id desc limit 1) newest
                  join caravan.steps s using (run_id)
                 where newest.state = 'waiting'
                """)) {
      query.setString(1, pipeline);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
      }
    }
  }

  Optional<RunSummary> find(String runId) throws SQLException {
    return query(
            "select "
                + RunSummary.COLUMNS
                + " from caravan.runs where run_id like ? || '%' order by run_id desc limit 1",
            runId)
        .stream()
        .findFirst();
  }

  List<StepSummary> steps(String runId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select "
                    + StepSummary.COLUMNS
                    + " from caravan.steps where run_id = ? order by ordinal")) {
      query.setString(1, runId);
      List<StepSummary> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(StepSummary.read(rows));
        }
      }
      return found;
    }
  }

  private List<RunSummary> query(String sql, Object... arguments) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      bind(query, arguments);
      List<RunSummary> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(RunSummary.read(rows));
        }
      }
      return found;
    }
  }

  private void update(String sql, Object... arguments) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, arguments);
      update.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }
}
