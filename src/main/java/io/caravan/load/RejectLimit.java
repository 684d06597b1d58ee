package io.caravan.load;

import io.caravan.load.dialect.RejectedRow;
import io.caravan.load.table.TableName;
import io.caravan.load.value.JsonText;
import java.util.List;

/** Collects rejects of a page and ends the run when there are too many to be single mistakes. */
final class RejectLimit {

  private final String stream;
  private final long before;
  private final LoadOptions options;
  private final List<RejectedRow> rejects;

  /**
   * @param before rejects of the run before this page
   */
  RejectLimit(String stream, long before, LoadOptions options, List<RejectedRow> rejects) {
    this.stream = stream;
    this.before = before;
    this.options = options;
    this.rejects = rejects;
  }

  void add(TableName table, String reason, Row row) {
    rejects.add(new RejectedRow(table, reason, null, JsonText.of(row.source())));
    if (before + rejects.size() > options.rejectCap()) {
      throw TooManyRejects.atOnce(stream, before + rejects.size(), Reasons.of(rejects));
    }
  }
}
