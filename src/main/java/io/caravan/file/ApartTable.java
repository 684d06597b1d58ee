package io.caravan.file;

import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.file.FileColumn.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A table that rows went apart into, in SQLite, and how its values are read as what they are.
 * Columns that loading adds for itself are left out, and so are rows whose record says that it was
 * deleted.
 *
 * @param name {@code schema.table}
 * @param marks whether it has a column that says so
 */
record ApartTable(String name, List<FileColumn> columns, boolean marks) {

  private static final String DELETED_AT = "_deleted_at";
  private static final Set<String> OURS = Set.of("_loaded_at", "_run_id", DELETED_AT);

  /** The most that is exact in a floating number of 64 bits. */
  private static final String EXACT = "9007199254740992";

  private static final String COLUMNS =
      """
      select x.name, c.kind, c.table_name
        from %s c join pragma_table_xinfo(substr(c.table_name, instr(c.table_name, '.') + 1)) x
          on x.name = c.column_name
       order by c.table_name, x.cid
      """
          .formatted(Product.SQLITE.own("columns"));

  /** Every table of a database, by name. */
  static List<ApartTable> all(Connection connection) throws SQLException {
    Map<String, List<FileColumn>> tables = new LinkedHashMap<>();
    Set<String> marking = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        List<FileColumn> columns =
            tables.computeIfAbsent(row.getString(3), table -> new ArrayList<>());
        if (row.getString(1).equals(DELETED_AT)) {
          marking.add(row.getString(3));
        }
        if (!OURS.contains(row.getString(1))) {
          columns.add(new FileColumn(row.getString(1), kind(row.getString(2))));
        }
      }
    }
    List<ApartTable> all = new ArrayList<>();
    for (Map.Entry<String, List<FileColumn>> table : tables.entrySet()) {
      boolean marks = marking.contains(table.getKey());
      all.add(new ApartTable(table.getKey(), table.getValue(), marks).exact(connection));
    }
    return all;
  }

  private static Kind kind(String stored) {
    return switch (stored) {
      case "BOOLEAN" -> Kind.TRUTH;
      case "INTEGER", "BIGINT" -> Kind.WHOLE;
      case "NUMERIC", "DOUBLE" -> Kind.NUMBER;
      case "DATE" -> Kind.DAY;
      case "TIMESTAMP", "TIMESTAMPTZ" -> Kind.MOMENT;
      case "JSONB" -> Kind.JSON;
      default -> Kind.TEXT;
    };
  }

  /** With numbers as text where one of them would be another one in a file of floating numbers. */
  private ApartTable exact(Connection connection) throws SQLException {
    List<FileColumn> exact = new ArrayList<>();
    for (FileColumn column : columns) {
      boolean wide = column.kind() == Kind.NUMBER && isWide(connection, quoted(column.name()));
      exact.add(wide ? new FileColumn(column.name(), Kind.TEXT) : column);
    }
    return new ApartTable(name, exact, marks);
  }

  private boolean isWide(Connection connection, String column) throws SQLException {
    String wide = "%1$s > %2$s or %1$s < -%2$s".formatted(column, EXACT);
    try (PreparedStatement query =
            connection.prepareStatement(
                "select exists (select 1 from %s where typeof(%s) = 'integer' and (%s))"
                    .formatted(quoted(table()), column, wide));
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The name without its schema. */
  String table() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** What reads every row, in the order in which they came. */
  String query() {
    List<String> names = columns.stream().map(column -> quoted(column.name())).toList();
    String rows = marks ? " where " + quoted(DELETED_AT) + " is null" : "";
    return "select " + String.join(", ", names) + " from " + quoted(table()) + rows;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The values of the row that a result stands at. */
  Object[] values(ResultSet row) throws SQLException {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      Object stored = row.getObject(i + 1);
      values[i] = stored == null ? null : value(stored, columns.get(i));
    }
    return values;
  }

  private Object value(Object stored, FileColumn column) {
    String text = stored.toString();
    try {
      return switch (column.kind()) {
        case TRUTH -> ((Number) stored).intValue() != 0;
        case WHOLE -> Long.valueOf(text);
        case NUMBER -> number(text);
        case DAY -> LocalDate.parse(text);
        case MOMENT -> LocalDateTime.parse(text.replace(' ', 'T'));
        case TEXT, JSON -> text;
      };
    } catch (DateTimeException | NumberFormatException | ClassCastException e) {
      throw CaravanException.of(ErrorCode.E314, "A value is not what its column says")
          .where(name + ", column " + column.name())
          .why("'" + text + "' is no " + column.kind().name().toLowerCase(Locale.ROOT))
          .fix("Give the field another type in the catalog of its system")
          .cause(e)
          .build();
    }
  }

  /** Without the zeros that only tell that the number was kept as a floating one. */
  private static BigDecimal number(String text) {
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
