package io.caravan.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists that a run has met whole. A page says so with an entry {@code schema.table of field},
 * which holds values of that field: of these parents, the page has every row of the table. At the
 * end of the stream what else the table has of them is deleted.
 */
final class WholeLists implements AutoCloseable {

  private static final String OF = " of ";
  private static final long MANY = 2000;

  private record Whole(String field, SeenKeys parents, SeenKeys rows) {}

  private final LoadOptions options;
  private final Path folder;
  private final Map<String, Whole> byTable = new LinkedHashMap<>();

  WholeLists(LoadOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  boolean any() {
    return parents() > 0;
  }

  /** Whether it is time to look for strays: each time takes some tables, so not after each page. */
  boolean areMany() {
    return parents() >= MANY;
  }

  private long parents() {
    return byTable.values().stream().mapToLong(whole -> whole.parents.count()).max().orElse(0);
  }

  /** The page without such entries, for somebody who looks at its records only. */
  static Map<String, List<?>> without(Map<String, List<?>> page) {
    Map<String, List<?>> records = new LinkedHashMap<>(page);
    records.keySet().removeIf(name -> name.contains(OF));
    return records;
  }

  /** The page without such entries, which are remembered with the keys of their tables. */
  Map<String, List<?>> takenFrom(Map<String, List<?>> page) {
    if (page.keySet().stream().noneMatch(name -> name.contains(OF))) {
      return page;
    }
    Map<String, List<?>> rest = new LinkedHashMap<>(page);
    page.forEach(
        (name, values) -> {
          if (name.contains(OF)) {
            rest.remove(name);
            String[] parts = name.split(OF, 2);
            Whole whole = byTable.computeIfAbsent(parts[0], table -> begin(table, parts[1]));
            values.forEach(value -> whole.parents.add(Map.of(whole.field, plain(value))));
            page.getOrDefault(parts[0], List.of()).forEach(whole.rows::add);
          }
        });
    return rest;
  }

  private Whole begin(String table, String field) {
    List<String> key = options.keyOf(TableName.parse(table, null));
    return new Whole(
        field, new SeenKeys(folder, List.of(field)), new SeenKeys(folder, List.copyOf(key)));
  }

  private static Object plain(Object value) {
    return value instanceof JsonNode node ? node.asText() : String.valueOf(value);
  }

  /** Deletes, inside the transaction of the caller. Returns how many rows went. */
  long finish(Connection transaction, Dialect dialect) throws SQLException {
    long gone = 0;
    try {
      for (Map.Entry<String, Whole> one : byTable.entrySet()) {
        TableName table = TableName.parse(one.getKey(), null);
        TableShape shape = dialect.describe(transaction, table);
        Whole whole = one.getValue();
        List<Column> key = KeyTable.columns(shape, whole.rows.key());
        List<Column> parent = KeyTable.columns(shape, whole.parents.key());
        if (whole.parents.count() > 0 && !key.isEmpty() && !parent.isEmpty()) {
          KeyTable rows =
              new KeyTable(dialect, transaction, "_caravan_rows", table, key, whole.rows);
          KeyTable parents =
              new KeyTable(dialect, transaction, "_caravan_parents", table, parent, whole.parents);
          gone +=
              KeyTable.execute(
                  transaction,
                  "delete from "
                      + dialect.quoted(table)
                      + " where "
                      + parents.has()
                      + " and not "
                      + rows.has());
        }
      }
    } catch (IOException e) {
      throw new SQLException("The keys of the run cannot be sent", e);
    }
    return gone;
  }

  /** Forgets everything: what follows is deleted on its own. */
  @Override
  public void close() {
    byTable
        .values()
        .forEach(
            whole -> {
              whole.parents.close();
              whole.rows.close();
            });
    byTable.clear();
  }
}
