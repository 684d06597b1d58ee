package io.caravan.load;

import io.caravan.load.dialect.BatchBuilder;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.RowWriter;
import io.caravan.load.dialect.Stamp;
import io.caravan.load.dialect.WrittenColumn;
import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table during one run: what it looks like, so that it need not be looked at for each page. */
final class LoadedTable {

  private final Dialect dialect;
  private final TableName name;
  private final List<String> key;
  private final Fields fields;
  private final Map<String, Column> byField = new HashMap<>();
  private TableShape shape;
  private RowWriter writer;
  private int writtenFields = -1;
  private boolean untouched;
  private final Map<TableName, LoadedTable> children = new HashMap<>();

  /**
   * @param declared columns that are wanted whether a record has them or not
   */
  LoadedTable(
      Dialect dialect,
      TableName name,
      List<String> key,
      boolean infer,
      Map<String, ColumnType> declared) {
    this.dialect = dialect;
    this.name = name;
    this.key = key;
    this.fields = new Fields(infer, declared, byField::get, dialect.decimals());
  }

  TableName name() {
    return name;
  }

  List<String> key() {
    return key;
  }

  Fields fields() {
    return fields;
  }

  TableShape shape() {
    return shape;
  }

  /** Whether the table is to be made even before it has a row. */
  boolean isDeclared() {
    return fields.areDeclared();
  }

  /** Looks at the table for the first time in this run. */
  void open(Connection connection) throws SQLException {
    look(connection);
    untouched = shape == null || shape.empty();
  }

  /** Looks at the table again after a change. */
  void look(Connection connection) throws SQLException {
    shape = dialect.describe(connection, name);
    writer = null;
    byField.clear();
    if (shape == null) {
      key.forEach(fields::position);
      return;
    }
    for (Column column : shape.columns()) {
      if (!Names.isOurs(column.name())) {
        byField.put(column.field(), column);
      }
    }
    for (Field field : fields.all()) {
      field.heldBy(byField.get(field.name()));
    }
    key.forEach(fields::position);
    // A field that Caravan has stored before and that a record leaves out is null now.
    for (Column column : shape.columns()) {
      if (column.own() && column.written() && !Names.isOurs(column.name())) {
        fields.position(column.field());
      }
    }
  }

  /** The tables that hold the lists of its records. */
  Collection<LoadedTable> children() {
    return children.values();
  }

  void addChild(LoadedTable child) {
    children.putIfAbsent(child.name(), child);
  }

  RowWriter writer() {
    if (writer == null || writtenFields != fields.all().size()) {
      List<WrittenColumn> columns = new ArrayList<>();
      for (int i = 0; i < fields.all().size(); i++) {
        if (fields.get(i).column() != null) {
          columns.add(new WrittenColumn(fields.get(i).column(), i));
        }
      }
      shape.column(Names.EXTRA).ifPresent(extra -> columns.add(new WrittenColumn(extra, -1)));
      writer = dialect.writer(name, keyColumns(), columns, field -> fields.get(field).name());
      writtenFields = fields.all().size();
    }
    return writer;
  }

  List<String> keyColumns() {
    return keyed().stream().map(Column::name).toList();
  }

  /** The columns that tell rows apart. */
  List<Column> keyed() {
    return key.stream().map(field -> fields.get(fields.position(field)).column()).toList();
  }

  /** Whether rows can be appended: there is no key, or nothing can be there yet. */
  boolean appends() {
    return key.isEmpty() || untouched;
  }

  /** Begins to get rows ready to be stored in the way the table allows now. */
  BatchBuilder batch(Stamp stamp) {
    return appends() ? writer().appending(stamp) : writer().upserting(stamp);
  }

  /** From now on a key may be there already. */
  void touched() {
    untouched = false;
  }
}
