package io.caravan.load;

import java.util.List;
import java.util.Map;

/**
 * What a source says of the records it hands on; it keeps this in its step, and may say something
 * else later. What the route or the catalog says of the same wins.
 *
 * @param key the fields that tell records apart; empty for none
 * @param types the type of each field in words of JSON schema, as {@link LoadOptions#withTypes}
 *     takes them
 */
public record Described(List<String> key, Map<String, String> types) {

  /** Of a source that says nothing. */
  static final Described NOTHING = new Described(List.of(), Map.of());
}
