package io.caravan.load;

import io.caravan.load.dialect.RejectedRow;
import io.caravan.load.value.ColumnType;
import io.caravan.load.value.JsonText;
import io.caravan.load.value.RefusedRow;
import io.caravan.stream.Reject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The records of a page that go into one table, taken apart into rows. */
final class PagePart {

  private final LoadedTable table;
  private final List<Row> rows = new ArrayList<>();
  private final List<RejectedRow> rejects;

  /**
   * @param rejects where refused records are put
   */
  PagePart(LoadedTable table, List<RejectedRow> rejects) {
    this.table = table;
    this.rejects = rejects;
  }

  LoadedTable table() {
    return table;
  }

  List<Row> rows() {
    return rows;
  }

  /** Reads records whose lists are stored as they are. */
  void read(List<?> records, Nested nested) {
    read(records, nested, rows::add);
  }

  /**
   * Reads records whose lists are stored as they are, for somebody who keeps no rows.
   *
   * @param taker gets each row
   */
  void read(List<?> records, Nested nested, Consumer<Row> taker) {
    for (int i = 0; i < records.size(); i++) {
      Object record = records.get(i);
      if (!isReject(record)) {
        try {
          Object flat = nested == Nested.FLATTEN ? Nesting.flat(record, null) : record;
          taker.accept(table.fields().read(record, flat, table.key()));
        } catch (RefusedRow e) {
          refuse(record, i, e);
        }
      }
    }
  }

  /** Reads records whose lists go into tables of their own. */
  void read(List<?> records, NestedReader reader) throws SQLException {
    for (int i = 0; i < records.size(); i++) {
      Object record = records.get(i);
      if (!isReject(record)) {
        try {
          rows.add(reader.read(record));
        } catch (RefusedRow e) {
          refuse(record, i, e);
        }
      }
    }
  }

  private boolean isReject(Object record) {
    if (record instanceof Reject reject) {
      rejects.add(new RejectedRow(table.name(), reject.reason(), reject.where(), reject.raw()));
      return true;
    }
    return false;
  }

  private void refuse(Object record, int index, RefusedRow reason) {
    rejects.add(
        new RejectedRow(
            table.name(),
            reason.getMessage(),
            "record " + (index + 1) + " of a page",
            JsonText.of(record)));
  }

  /**
   * Takes out days that do not exist from columns that hold days. The rest of such a record is
   * stored, and the record is noted as a reject.
   */
  void takeOutOddDays() {
    for (Row row : rows) {
      for (int position : row.oddDays()) {
        Field field = table.fields().get(position);
        if (field.column() != null && holdsDays(field.column().type())) {
          rejects.add(
              new RejectedRow(
                  table.name(),
                  field.name() + " is no day between the years 1 and 9999; stored as null",
                  String.valueOf(row.values()[position]),
                  JsonText.of(row.source())));
          row.values()[position] = null;
        }
      }
    }
  }

  private static boolean holdsDays(ColumnType type) {
    return type == ColumnType.DATE
        || type == ColumnType.TIMESTAMP
        || type == ColumnType.TIMESTAMPTZ;
  }
}
