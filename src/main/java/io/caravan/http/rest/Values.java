package io.caravan.http.rest;

import java.util.HashMap;
import java.util.Map;

/**
 * What the placeholders of a request stand for: {@code ${variable.from}}, {@code ${parent.id}},
 * {@code ${page}}. Never changed; each step on the way to a page adds to a copy.
 */
final class Values {

  static final Values NONE = new Values(Map.of());

  private final Map<String, Object> byName;

  private Values(Map<String, Object> byName) {
    this.byName = byName;
  }

  Values with(String name, Object value) {
    Map<String, Object> more = new HashMap<>(byName);
    more.put(name, value);
    return new Values(more);
  }

  /** The same with one more variable. */
  Values withVariable(String name, Object value) {
    Map<String, Object> variables = new HashMap<>();
    if (byName.get("variable") instanceof Map<?, ?> before) {
      before.forEach((key, old) -> variables.put(key.toString(), old));
    }
    variables.put(name, value);
    return with("variable", variables);
  }

  /** The value of a placeholder such as {@code parent.id}; null when there is none. */
  Object find(String path) {
    return Field.find(byName, path);
  }
}
