package io.caravan.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/**
 * A run as the record keeps it.
 *
 * @param finishedAt null while it runs
 * @param error the failure as JSON with {@code code, what, where, why, fix}; null when it did not
 *     fail
 */
public record RunSummary(
    String runId,
    String pipeline,
    String trigger,
    RunState state,
    String holder,
    OffsetDateTime startedAt,
    OffsetDateTime finishedAt,
    String error) {

  static final String COLUMNS =
      "run_id, pipeline, trigger, state, holder, started_at, finished_at, error";

  static RunSummary read(ResultSet row) throws SQLException {
    return new RunSummary(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        RunState.of(row.getString(4)),
        row.getString(5),
        row.getObject(6, OffsetDateTime.class),
        row.getObject(7, OffsetDateTime.class),
        row.getString(8));
  }
}
