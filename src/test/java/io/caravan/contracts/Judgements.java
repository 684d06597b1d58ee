package io.caravan.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What a contract said of messages before: of the same message it says the same, and finding that
 * out is most of what a test with many calls would do.
 */
final class Judgements {

  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  /**
   * What is wrong with a message.
   *
   * @param kind of the message, and where it goes or comes from
   * @param find asked when this very message was not met before
   */
  List<String> of(String kind, Map<String, ?> headers, String body, Supplier<List<String>> find) {
    Map<String, Object> told = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    told.putAll(headers);
    // Which port a stand-in has is in no contract.
    told.remove("Host");
    String message = digest(kind + "\n" + told + "\n" + body);
    List<String> problems = known.get(message);
    if (problems == null) {
      // Not by the map itself: finding out about a list asks for each of its items.
      problems = find.get();
      known.put(message, problems);
    }
    return problems;
  }

  private static String digest(String message) {
    try {
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
