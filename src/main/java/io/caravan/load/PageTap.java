package io.caravan.load;

import java.util.List;
import java.util.Map;

/**
 * Takes pages instead of a table. Bound in the registry, it stands for every {@code upsert:}, so
 * that streams can be looked at without being loaded.
 */
public interface PageTap {

  /**
   * Takes a page.
   *
   * @param stream what {@code upsert:} names
   * @param key the fields that tell records apart, as the route or the catalog says; may be empty
   * @param infers whether the route asks for text to be read as what it says
   * @param tables records by {@code schema.table}
   */
  void take(String stream, List<String> key, boolean infers, Map<String, List<?>> tables);
}
