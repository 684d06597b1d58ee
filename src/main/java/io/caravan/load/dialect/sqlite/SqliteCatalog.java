package io.caravan.load.dialect.sqlite;

import io.caravan.load.dialect.plain.OwnColumns;
import io.caravan.load.dialect.plain.PlainCatalog;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import java.util.Locale;

/** What SQLite says of its tables. */
final class SqliteCatalog extends PlainCatalog {

  private static final String KIND =
      """
      select case type when 'table' then '' else type end from sqlite_schema
       where name = ? collate nocase and type in ('table', 'view')
      """;

  private static final String COLUMNS =
      "select name, type, hidden = 0, 0 from pragma_table_xinfo(?) where hidden <> 1 order by cid";

  /** A whole number as the primary key has no index: it is the place of the row. */
  private static final String UNIQUE =
      """
      select l.name, i.name, 1, l.seq, i.seqno from pragma_index_list(?1) l join pragma_index_info(l.name) i
       where l."unique" and not l.partial
      union all
      select 'primary key', name, 1, -1, pk from pragma_table_xinfo(?1) where pk > 0
       order by 4, 5
      """;

  SqliteCatalog(SqliteDialect dialect) {
    super(dialect, KIND, COLUMNS, UNIQUE);
  }

  @Override
  protected String name(TableName table) {
    return table.table();
  }

  /** A declared type may be any words; those of other databases and of SQLAlchemy are met too. */
  @Override
  protected ColumnType type(String declared, OwnColumns.Own mine) {
    return switch (word(declared.toLowerCase(Locale.ROOT))) {
      case "" -> ColumnType.UNKNOWN;
      case "boolean", "bool" -> ColumnType.BOOLEAN;
      case "integer", "int", "bigint", "smallint", "tinyint" -> ColumnType.BIGINT;
      case "numeric", "decimal" -> ColumnType.NUMERIC;
      case "real", "double", "double precision", "float" -> ColumnType.DOUBLE;
      case "date" -> ColumnType.DATE;
      case "timestamp", "datetime" -> ColumnType.TIMESTAMPTZ;
      case "text", "varchar", "nvarchar", "character varying", "char", "clob" -> ColumnType.TEXT;
      case "json", "jsonb" -> ColumnType.JSONB;
      default -> ColumnType.OTHER;
    };
  }
}
