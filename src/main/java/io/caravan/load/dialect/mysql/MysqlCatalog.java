package io.caravan.load.dialect.mysql;

import io.caravan.load.dialect.plain.OwnColumns;
import io.caravan.load.dialect.plain.PlainCatalog;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import java.util.Locale;

/** The information schema of MariaDB or MySQL. */
final class MysqlCatalog extends PlainCatalog {

  private static final String KIND =
      """
      select if(table_type = 'BASE TABLE', '', lower(table_type)) from information_schema.tables
       where table_schema = database() and table_name = ?
      """;

  /**
   * Most collations take different texts for one: {@code abc}, {@code ABC} and {@code abc } with a
   * space.
   */
  private static final String COLUMNS =
      """
      select column_name, column_type, extra not like '% generated%',
             collation_name is not null and collation_name not like '%\\_nopad\\_bin'
               and collation_name <> 'utf8mb4_0900_bin'
        from information_schema.columns where table_schema = database() and table_name = ?
       order by ordinal_position
      """;

  private static final String UNIQUE =
      """
      select index_name, column_name, sub_part is null from information_schema.statistics
       where table_schema = database() and table_name = ? and non_unique = 0
       order by index_name, seq_in_index
      """;

  MysqlCatalog(MysqlDialect dialect) {
    super(dialect, KIND, COLUMNS, UNIQUE);
  }

  @Override
  protected String name(TableName table) {
    return MysqlDialect.physical(table);
  }

  /** JSON of MariaDB is text, and so is a column for which no value has been seen. */
  @Override
  protected ColumnType type(String declared, OwnColumns.Own mine) {
    String full = declared.toLowerCase(Locale.ROOT);
    return switch (word(full).split(" ")[0]) {
      case "tinyint" -> full.startsWith("tinyint(1)") ? ColumnType.BOOLEAN : ColumnType.INTEGER;
      case "bit" -> ColumnType.BOOLEAN;
      case "smallint", "mediumint", "int" -> ColumnType.INTEGER;
      case "bigint" -> ColumnType.BIGINT;
      case "decimal" -> ColumnType.NUMERIC;
      case "float", "double" -> ColumnType.DOUBLE;
      case "date" -> ColumnType.DATE;
      case "datetime", "timestamp" -> ColumnType.TIMESTAMPTZ;
      case "json" -> ColumnType.JSONB;
      case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> text(mine);
      default -> ColumnType.OTHER;
    };
  }
}
