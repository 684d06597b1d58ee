package io.caravan.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/**
 * A step as the record keeps it.
 *
 * @param finishedAt null while it runs
 * @param counts JSON object of counts
 * @param notes JSON object of notes
 * @param error the failure as JSON; null when it did not fail
 */
public record StepSummary(
    int ordinal,
    String name,
    String kind,
    RunState state,
    OffsetDateTime startedAt,
    OffsetDateTime finishedAt,
    String counts,
    String notes,
    String error) {

  static final String COLUMNS =
      "ordinal, name, kind, state, started_at, finished_at, counts, notes, error";

  static StepSummary read(ResultSet row) throws SQLException {
    return new StepSummary(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        RunState.of(row.getString(4)),
        row.getObject(5, OffsetDateTime.class),
        row.getObject(6, OffsetDateTime.class),
        row.getString(7),
        row.getString(8),
        row.getString(9));
  }
}
