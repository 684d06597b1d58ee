package io.caravan.load.dialect.plain;

import io.caravan.load.dialect.FieldValues;
import io.caravan.load.dialect.WrittenColumn;
import io.caravan.load.value.ColumnType;
import io.caravan.load.value.Decimals;
import io.caravan.load.value.JsonText;
import io.caravan.load.value.Moments;
import io.caravan.load.value.Records;
import io.caravan.load.value.Text;
import io.caravan.load.value.Utf8;
import io.caravan.load.value.ValueTypes;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Rows as arguments of a statement: numbers, and everything else as text. */
public final class RowValues {

  private static final int DATE = 10;

  private final WrittenColumn[] columns;
  private final FieldValues fields;
  private final Function<BigDecimal, Object> decimals;
  private long replaced;

  /**
   * @param decimals how an exact number is handed over
   */
  public RowValues(
      List<WrittenColumn> columns,
      IntFunction<String> fields,
      Function<BigDecimal, Object> decimals) {
    this.columns = columns.toArray(WrittenColumn[]::new);
    this.fields = new FieldValues(columns, fields);
    this.decimals = decimals;
  }

  /** Characters and values replaced so far, because no database takes them. */
  public long replaced() {
    return replaced;
  }

  /** The values of a row in the order of the columns, with room for more. */
  public Object[] of(Object[] row, int more) {
    Object[] values = new Object[columns.length + more];
    for (int i = 0; i < columns.length; i++) {
      WrittenColumn column = columns[i];
      Object value = fields.of(row, column);
      values[i] = value == null ? null : value(value, column.column().type());
    }
    return values;
  }

  /** A value for a column of a type. */
  public Object value(Object value, ColumnType type) {
    if (ValueTypes.isNotANumber(value)) {
      replaced++;
      return null;
    }
    if (type == ColumnType.JSONB || Records.isNested(value)) {
      return json(value);
    }
    return switch (type) {
      case BOOLEAN -> value instanceof Boolean truth ? number(truth) : text(value, "true", "false");
      case INTEGER, BIGINT -> whole(value);
      case NUMERIC -> exact(value);
      case DOUBLE -> inexact(value);
      case DATE -> cut(ValueTypes.text(value));
      case TIMESTAMP, TIMESTAMPTZ -> moment(value);
      case UNKNOWN, TEXT, JSONB, OTHER -> clean(ValueTypes.text(value));
    };
  }

  private static Object number(boolean truth) {
    return truth ? 1L : 0L;
  }

  /** What does not read as the type goes to the database as it is, which refuses it by its name. */
  private Object text(Object value, String yes, String no) {
    String text = ValueTypes.text(value);
    if (text.equalsIgnoreCase(yes) || text.equalsIgnoreCase(no)) {
      return number(text.equalsIgnoreCase(yes));
    }
    return clean(text);
  }

  private Object whole(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    try {
      return new BigDecimal(value.toString()).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return clean(value.toString());
    }
  }

  private Object exact(Object value) {
    try {
      return decimals.apply(Decimals.exactly(value));
    } catch (NumberFormatException e) {
      return clean(value.toString());
    }
  }

  private Object inexact(Object value) {
    try {
      return Double.valueOf(value.toString());
    } catch (NumberFormatException e) {
      return clean(value.toString());
    }
  }

  private static String cut(String day) {
    return day.length() > DATE ? day.substring(0, DATE) : day;
  }

  private String moment(Object value) {
    try {
      return Moments.utc(value);
    } catch (DateTimeException | NumberFormatException | StringIndexOutOfBoundsException e) {
      return clean(ValueTypes.text(value));
    }
  }

  private String clean(String text) {
    String clean = Text.clean(text);
    for (int i = 0; clean != text && i < clean.length(); i++) {
      if (clean.charAt(i) != text.charAt(i)) {
        replaced++;
      }
    }
    return clean;
  }

  private String json(Object value) {
    Utf8 out = new Utf8();
    new JsonText(out, false).write(value);
    replaced += out.replaced();
    return out.toString();
  }
}
