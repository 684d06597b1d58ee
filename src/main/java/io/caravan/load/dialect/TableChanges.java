package io.caravan.load.dialect;

import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import java.util.List;

/** The statements that make and change tables. */
public interface TableChanges {

  Ddl createTable(TableName table, List<Column> columns, List<String> keyColumns);

  Ddl addColumns(TableName table, List<Column> columns);

  /**
   * Changes the type of a column, keeping what it holds.
   *
   * @param keyColumns the columns that tell rows apart
   */
  Ddl changeType(TableName table, Column from, ColumnType to, List<String> keyColumns);

  /** Lets rows be found by their key. */
  Ddl addKey(TableName table, List<Column> keyColumns);
}
