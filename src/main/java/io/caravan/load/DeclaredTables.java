package io.caravan.load;

import io.caravan.config.Settings;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import io.caravan.load.value.Records;
import io.caravan.stream.CatalogStream;
import io.caravan.stream.Catalogs;
import io.caravan.stream.Property;
import io.caravan.stream.Schemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;

/**
 * What the catalog of a system says of its tables. A stream may fill several of them with one page,
 * so all that the catalog names count.
 *
 * @param keys the fields that tell rows apart, by {@code schema.table}
 * @param columns the type of each field that is wanted, by {@code schema.table}
 * @param cursors the field that says when a record changed, by {@code schema.table}
 * @param indexes the fields by which rows are looked for, by {@code schema.table}
 * @param references the tables whose key some fields hold, by {@code schema.table}
 * @param unwanted the fields that are known and left out, by {@code schema.table}
 */
record DeclaredTables(
    Map<String, List<String>> keys,
    Map<String, Map<String, ColumnType>> columns,
    Map<String, Set<String>> unwanted,
    Map<String, String> cursors,
    Map<String, List<String>> indexes,
    Map<String, Map<List<String>, String>> references) {

  /** Nothing where there is no catalog. */
  static DeclaredTables of(CamelContext context, Settings settings, String stream, Nested nested) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Map<String, Map<String, ColumnType>> columns = new LinkedHashMap<>();
    Map<String, String> cursors = new LinkedHashMap<>();
    Map<String, Set<String>> unwanted = new LinkedHashMap<>();
    Map<String, List<String>> indexes = new LinkedHashMap<>();
    Map<String, Map<List<String>, String>> references = new LinkedHashMap<>();
    Catalogs catalogs = CamelContextHelper.findSingleByType(context, Catalogs.class);
    if (catalogs != null) {
      for (CatalogStream one : catalogs.of(Catalogs.system(stream))) {
        String table = TableName.parse(Schemas.table(settings, one.name()), null).toString();
        if (!one.key().isEmpty()) {
          keys.put(table, one.key());
        }
        columns.put(table, columns(one, nested));
        one.cursor().ifPresent(cursor -> cursors.put(table, cursor));
        if (!one.indexes().isEmpty()) {
          indexes.put(table, one.indexes());
        }
        references.put(table, one.references());
        if (!one.unselectedProperties().isEmpty()) {
          unwanted.put(table, Set.copyOf(one.unselectedProperties()));
        }
      }
    }
    return new DeclaredTables(keys, columns, unwanted, cursors, indexes, references);
  }

  /**
   * With what the source says of a table, where the catalog is silent.
   *
   * @param table {@code schema.table}
   * @param infer whether text is what its values say, so that the word of the source is not enough
   */
  DeclaredTables or(String table, Described said, Nested nested, boolean infer) {
    Map<String, List<String>> allKeys = new LinkedHashMap<>(keys);
    if (!said.key().isEmpty()) {
      allKeys.putIfAbsent(table, said.key());
    }
    Map<String, ColumnType> types = new LinkedHashMap<>(columns.getOrDefault(table, Map.of()));
    Set<String> left = unwanted.getOrDefault(table, Set.of());
    DeclaredTypes.of(said.types())
        .forEach(
            (field, type) -> {
              boolean apart = type == ColumnType.JSONB && nested != Nested.JSONB;
              boolean open = type == ColumnType.TEXT && infer;
              if (!apart && !open && !left.contains(field)) {
                types.merge(
                    field, type, (known, told) -> known == ColumnType.UNKNOWN ? told : known);
              }
            });
    Map<String, Map<String, ColumnType>> all = new LinkedHashMap<>(columns);
    all.put(table, types);
    return new DeclaredTables(allKeys, all, unwanted, cursors, indexes, references);
  }

  /** With a table in which records are kept in this form. */
  DeclaredTables in(Form form, String table) {
    Map<String, Map<String, ColumnType>> all = new LinkedHashMap<>(columns);
    all.computeIfPresent(table, (name, declared) -> form.of(declared, key(table)));
    return new DeclaredTables(keys, all, unwanted, cursors, indexes, references);
  }

  List<String> key(String table) {
    return keys.getOrDefault(table, List.of());
  }

  /** The records of a page without what nobody wants. What no catalog knows stays. */
  Map<String, List<?>> wantedOf(Map<String, List<?>> page) {
    if (unwanted.isEmpty()) {
      return page;
    }
    Map<String, List<?>> wanted = new LinkedHashMap<>();
    page.forEach(
        (table, records) -> {
          Set<String> fields = unwanted.getOrDefault(table, Set.of());
          wanted.put(
              table,
              fields.isEmpty()
                  ? records
                  : records.stream()
                      .<Object>map(record -> Records.without(record, fields))
                      .toList());
        });
    return wanted;
  }

  private static Map<String, ColumnType> columns(CatalogStream stream, Nested nested) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    for (Property property : stream.properties()) {
      ColumnType type = type(property.type());
      // What is taken apart has no column of its own.
      boolean apart = type == ColumnType.JSONB && nested != Nested.JSONB;
      if (property.selected() && !apart) {
        columns.put(Names.field(property.name()), type);
      }
    }
    return columns;
  }

  private static ColumnType type(Property.Kind kind) {
    return switch (kind) {
      case STRING -> ColumnType.TEXT;
      case INTEGER -> ColumnType.BIGINT;
      case NUMBER -> ColumnType.NUMERIC;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case DATE -> ColumnType.DATE;
      case DATE_TIME -> ColumnType.TIMESTAMPTZ;
      case OBJECT, ARRAY -> ColumnType.JSONB;
      case ANY -> ColumnType.UNKNOWN;
    };
  }
}
