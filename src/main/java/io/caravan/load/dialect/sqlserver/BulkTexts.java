package io.caravan.load.dialect.sqlserver;

import com.microsoft.sqlserver.jdbc.ISQLServerBulkData;
import java.sql.Types;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows for the bulk copy of SQL Server, each value as text. Ordinals begin with 1. */
final class BulkTexts implements ISQLServerBulkData {

  private static final long serialVersionUID = 1L;

  /** More than this is {@code nvarchar(max)}. */
  private static final int LONGEST = 4_001;

  private final transient List<String> names;
  private final transient Iterator<Object[]> rows;
  private transient Object[] row;

  BulkTexts(List<String> names, List<Object[]> rows) {
    this.names = names;
    this.rows = rows.iterator();
  }

  @Override
  public Set<Integer> getColumnOrdinals() {
    return IntStream.rangeClosed(1, names.size()).boxed().collect(Collectors.toSet());
  }

  @Override
  public String getColumnName(int column) {
    return names.get(column - 1);
  }

  @Override
  public int getColumnType(int column) {
    return Types.NVARCHAR;
  }

  @Override
  public int getPrecision(int column) {
    return LONGEST;
  }

  @Override
  public int getScale(int column) {
    return 0;
  }

  @Override
  public Object[] getRowData() {
    Object[] texts = new Object[names.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = row[i] == null ? null : row[i].toString();
    }
    return texts;
  }

  @Override
  public boolean next() {
    boolean more = rows.hasNext();
    row = more ? rows.next() : null;
    return more;
  }
}
