package io.caravan.load;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has to change in a table before the rows of a page fit. */
final class TablePlan {

  private final Dialect dialect;
  private final LoadedTable table;

  TablePlan(Dialect dialect, LoadedTable table) {
    this.dialect = dialect;
    this.table = table;
  }

  /** The changes in their order; empty when everything fits. */
  List<Ddl> changes() {
    TableShape shape = table.shape();
    if (shape != null) {
      ColumnMatch.adopt(shape, table.fields());
    }
    List<Column> missing = missing(shape);
    if (shape == null) {
      return List.of(
          dialect.changes().createTable(table.name(), missing, columnNames(missing, table.key())));
    }
    if (shape.kind() != null) {
      throw altered("it is a " + shape.kind() + ", and rows can be stored in tables only")
          .fix("Rename or drop the " + shape.kind() + " " + dialect.quoted(table.name()))
          .build();
    }
    List<Ddl> changes = new ArrayList<>();
    if (!missing.isEmpty()) {
      changes.add(dialect.changes().addColumns(table.name(), missing));
    }
    for (Field field : table.fields().all()) {
      widen(field, changes);
    }
    if (missing.isEmpty() && !table.key().isEmpty() && !hasKey(shape)) {
      changes.add(dialect.changes().addKey(table.name(), table.keyed()));
    }
    return changes;
  }

  private void widen(Field field, List<Ddl> changes) {
    Column column = field.column();
    if (column == null) {
      return;
    }
    if (!column.written()) {
      throw altered("its column " + column.name() + " is generated, but the source brings a value")
          .fix("Drop the generated column, or give it another name")
          .build();
    }
    if (field.needed() != column.type()) {
      changes.add(
          dialect.changes().changeType(table.name(), column, field.needed(), table.keyColumns()));
    }
  }

  private boolean hasKey(TableShape shape) {
    Set<String> wanted = Set.copyOf(table.keyColumns());
    return shape.uniqueKeys().stream().anyMatch(key -> wanted.equals(Set.copyOf(key)));
  }

  /** Columns to be added, as many as there is room for; what is left goes into one for all. */
  private List<Column> missing(TableShape shape) {
    Set<String> taken = new HashSet<>();
    List<Column> missing = new ArrayList<>();
    int room = dialect.mostColumns();
    if (shape != null) {
      shape.columns().forEach(column -> taken.add(ColumnMatch.fold(column.name())));
      room -= shape.everAdded();
      addOwn(shape, Names.LOADED_AT, ColumnType.TIMESTAMPTZ, missing);
      addOwn(shape, Names.RUN_ID, ColumnType.TEXT, missing);
    }
    boolean overflows = false;
    for (Field field : table.fields().all()) {
      if (!field.isMet() || field.column() != null) {
        continue;
      }
      if (room-- > 0) {
        String name = free(field.name(), taken);
        missing.add(new Column(name, field.needed(), field.name(), true, false));
      } else {
        overflows = true;
      }
    }
    if (overflows && (shape == null || shape.column(Names.EXTRA).isEmpty())) {
      missing.add(new Column(Names.EXTRA, ColumnType.JSONB, Names.EXTRA, true, false));
    }
    return missing;
  }

  private static void addOwn(TableShape shape, String name, ColumnType type, List<Column> missing) {
    if (shape.column(name).isEmpty()) {
      missing.add(new Column(name, type, name, true, false));
    }
  }

  /** Two names that differ in capitals only are one to most people and to other databases. */
  private String free(String field, Set<String> taken) {
    String name = dialect.column(field);
    if (!taken.add(ColumnMatch.fold(name))) {
      name = dialect.column(Names.distinct(field));
      taken.add(ColumnMatch.fold(name));
    }
    return name;
  }

  private static List<String> columnNames(List<Column> columns, List<String> fields) {
    return fields.stream()
        .map(
            field ->
                columns.stream()
                    .filter(column -> column.field().equals(Names.field(field)))
                    .findFirst()
                    .orElseThrow()
                    .name())
        .toList();
  }

  private CaravanException.Builder altered(String why) {
    return CaravanException.of(ErrorCode.E304, "Rows cannot be stored in " + table.name())
        .where(table.name().toString())
        .why(why);
  }
}
