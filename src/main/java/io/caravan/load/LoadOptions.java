package io.caravan.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the records of a stream become rows.
 *
 * @param key the fields that tell rows apart; empty for a table that only grows
 * @param keys the same for single tables of a stream that fills several, by {@code schema.table}
 * @param types what is known of the fields beforehand, in words of JSON schema: {@code boolean},
 *     {@code integer}, {@code number}, {@code date}, {@code date-time}, {@code string}, {@code
 *     object}, {@code array}. Their columns are there from the first page on; a value that does not
 *     fit widens its column as ever. Other fields get the type of their values
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
    Map<String, String> types,
    boolean infer,
    Nested nested,
    long maxRejects,
    long rejectCap,
    Duration retryBase,
    Duration lockWait) {

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

  /** Other fields that tell rows apart. */
  public LoadOptions withKey(List<String> fields) {
    return new LoadOptions(
        fields, keys, types, infer, nested, maxRejects, rejectCap, retryBase, lockWait);
  }

  public LoadOptions withKeys(Map<String, List<String>> byTable) {
    return new LoadOptions(
        key, byTable, types, infer, nested, maxRejects, rejectCap, retryBase, lockWait);
  }

  /** The types of fields that are known before their values are. */
  public LoadOptions withTypes(Map<String, String> byField) {
    return new LoadOptions(
        key, keys, byField, infer, nested, maxRejects, rejectCap, retryBase, lockWait);
  }

  public LoadOptions withInfer(boolean typed) {
    return new LoadOptions(
        key, keys, types, typed, nested, maxRejects, rejectCap, retryBase, lockWait);
  }

  public LoadOptions withNested(Nested shape) {
    return new LoadOptions(
        key, keys, types, infer, shape, maxRejects, rejectCap, retryBase, lockWait);
  }

  /** How many rejects are allowed, and how many end the run at once. */
  public LoadOptions withRejects(long allowed, long cap) {
    return new LoadOptions(key, keys, types, infer, nested, allowed, cap, retryBase, lockWait);
  }

  /** The shortest wait between two tries, and how long a try waits for a lock. */
  public LoadOptions withWaits(Duration base, Duration lock) {
    return new LoadOptions(key, keys, types, infer, nested, maxRejects, rejectCap, base, lock);
  }

  List<String> keyOf(TableName table) {
    return keys.getOrDefault(table.toString(), key);
  }
}
