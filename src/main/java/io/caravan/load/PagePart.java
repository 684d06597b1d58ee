package io.caravan.load;

import io.caravan.stream.Reject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * @param children finds the tables for lists; null when lists are stored as they are
   */
  void read(List<?> records, Nested nested, NestedReader.Children children) throws SQLException {
    NestedReader reader = new NestedReader(table, children);
    for (int i = 0; i < records.size(); i++) {
      Object record = records.get(i);
      if (record instanceof Reject reject) {
        rejects.add(new RejectedRow(table.name(), reject.reason(), reject.where(), reject.raw()));
        continue;
      }
      try {
        rows.add(
            switch (nested) {
              case JSONB -> table.fields().read(record, record, table.key());
              case FLATTEN -> table.fields().read(record, Nesting.flat(record, null), table.key());
              case TABLES -> reader.read(record);
            });
      } catch (RefusedRow e) {
        rejects.add(
            new RejectedRow(
                table.name(),
                e.getMessage(),
                "record " + (i + 1) + " of a page",
                JsonText.of(record)));
      }
    }
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
