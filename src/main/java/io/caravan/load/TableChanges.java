package io.caravan.load;

import java.util.List;

/** The statements that make and change tables. */
interface TableChanges {

  Ddl createTable(TableName table, List<Column> columns, List<String> keyColumns);

  Ddl addColumns(TableName table, List<Column> columns);

  /** Changes the type of a column, keeping what it holds. */
  Ddl changeType(TableName table, Column from, ColumnType to);

  /** Lets rows be found by their key. */
  Ddl addKey(TableName table, List<String> keyColumns);
}
