package io.caravan.load;

import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the records of a stream become rows.
 *
 * @param key the fields that tell rows apart; empty for a table that only grows
 * @param keys the same for single tables of a stream that fills several, by {@code schema.table}
 * @param declared what a catalog says of the columns of tables, by {@code schema.table} and field
 * @param infer whether columns of text get the type that all their values read as
 * @param nested what becomes of objects and lists
 * @param maxRejects how many rejected records a run may have and still succeed
 * @param rejectCap how many rejected records end a run at once
 * @param retryBase the shortest wait between two tries of a page; the longest is 60 times that
 * @param lockWait how long a try waits for a lock that somebody else holds
 */
public record LoadOptions(
    List<String> key,
    Map<String, List<String>> keys,
    Map<String, Map<String, ColumnType>> declared,
    boolean infer,
    Nested nested,
    long maxRejects,
    long rejectCap,
    Duration retryBase,
    Duration lockWait) {

  /** Stands for every table with a key in what is declared. */
  static final String KEYED = "*";

  /** Rows with these key fields, everything else as a stream usually has it. */
  public static LoadOptions keyedBy(String... key) {
    return new LoadOptions(
        List.of(key),
        Map.of(),
        Map.of(),
        false,
        Nested.JSONB,
        0,
        10_000,
        Duration.ofMillis(500),
        Duration.ofSeconds(5));
  }

  public LoadOptions withKeys(Map<String, List<String>> byTable) {
    return new LoadOptions(
        key, byTable, declared, infer, nested, maxRejects, rejectCap, retryBase, lockWait);
  }

  /** Other fields that tell rows apart. */
  public LoadOptions withKey(List<String> fields) {
    return new LoadOptions(
        fields, keys, declared, infer, nested, maxRejects, rejectCap, retryBase, lockWait);
  }

  /**
   * What is known of the fields of a table beforehand, in words of JSON schema: {@code boolean},
   * {@code integer}, {@code number}, {@code date}, {@code date-time}, {@code string}, {@code
   * object}, {@code array}. Their columns are there before any record is.
   *
   * @param table {@code schema.table}
   */
  public LoadOptions withTypes(String table, Map<String, String> byField) {
    Map<String, Map<String, ColumnType>> columns = new LinkedHashMap<>(declared);
    columns.put(TableName.parse(table, null).toString(), DeclaredTypes.of(byField));
    return withDeclared(columns);
  }

  /** With the columns that a catalog declares: they exist from the first row on, typed. */
  LoadOptions withDeclared(Map<String, Map<String, ColumnType>> columns) {
    return new LoadOptions(
        key, keys, columns, infer, nested, maxRejects, rejectCap, retryBase, lockWait);
  }

  /** With {@code _deleted_at} in every table that has a key. */
  LoadOptions withDeletedAt() {
    Map<String, Map<String, ColumnType>> columns = new LinkedHashMap<>(declared);
    columns.put(KEYED, Map.of(Names.DELETED_AT, ColumnType.TIMESTAMPTZ));
    return withDeclared(columns);
  }

  public LoadOptions withInfer(boolean typed) {
    return new LoadOptions(
        key, keys, declared, typed, nested, maxRejects, rejectCap, retryBase, lockWait);
  }

  public LoadOptions withNested(Nested shape) {
    return new LoadOptions(
        key, keys, declared, infer, shape, maxRejects, rejectCap, retryBase, lockWait);
  }

  /** How many rejects are allowed, and how many end the run at once. */
  public LoadOptions withRejects(long allowed, long cap) {
    return new LoadOptions(key, keys, declared, infer, nested, allowed, cap, retryBase, lockWait);
  }

  /** The shortest wait between two tries, and how long a try waits for a lock. */
  public LoadOptions withWaits(Duration base, Duration lock) {
    return new LoadOptions(key, keys, declared, infer, nested, maxRejects, rejectCap, base, lock);
  }

  /** The columns of a table that exist whether a record has them or not. */
  Map<String, ColumnType> declaredOf(TableName table) {
    Map<String, ColumnType> columns =
        new LinkedHashMap<>(declared.getOrDefault(table.toString(), Map.of()));
    if (!keyOf(table).isEmpty()) {
      columns.putAll(declared.getOrDefault(KEYED, Map.of()));
    }
    return columns;
  }

  List<String> keyOf(TableName table) {
    return keys.getOrDefault(table.toString(), key);
  }
}
