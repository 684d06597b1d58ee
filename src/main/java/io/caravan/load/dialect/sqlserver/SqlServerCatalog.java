package io.caravan.load.dialect.sqlserver;

import io.caravan.load.dialect.plain.OwnColumns;
import io.caravan.load.dialect.plain.PlainCatalog;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;

/** The catalog of SQL Server. */
final class SqlServerCatalog extends PlainCatalog {

  private static final String KIND =
      "select case type when 'U' then '' else 'view' end from sys.objects where object_id = object_id(?) and type in ('U', 'V')";

  private static final String COLUMNS =
      """
      select c.name, type_name(c.system_type_id), 1 - (c.is_computed | c.is_identity), 0 from sys.columns c
       where c.object_id = object_id(?) order by c.column_id
      """;

  private static final String UNIQUE =
      """
      select i.index_id, c.name, 1 from sys.indexes i
        join sys.index_columns k on k.object_id = i.object_id and k.index_id = i.index_id and k.is_included_column = 0
        join sys.columns c on c.object_id = k.object_id and c.column_id = k.column_id
       where i.object_id = object_id(?) and i.is_unique = 1 and i.has_filter = 0 and i.is_disabled = 0
       order by i.index_id, k.key_ordinal
      """;

  SqlServerCatalog(SqlServerDialect dialect) {
    super(dialect, KIND, COLUMNS, UNIQUE);
  }

  @Override
  protected String name(TableName table) {
    return SqlServerDialect.name(table);
  }

  @Override
  protected ColumnType type(String declared, OwnColumns.Own mine) {
    return switch (declared) {
      case "bit" -> ColumnType.BOOLEAN;
      case "tinyint", "smallint", "int" -> ColumnType.INTEGER;
      case "bigint" -> ColumnType.BIGINT;
      case "decimal", "numeric" -> ColumnType.NUMERIC;
      case "real", "float" -> ColumnType.DOUBLE;
      case "date" -> ColumnType.DATE;
      case "datetime2", "datetimeoffset" -> ColumnType.TIMESTAMPTZ;
      case "char", "varchar", "nchar", "nvarchar" -> text(mine);
      default -> ColumnType.OTHER;
    };
  }
}
