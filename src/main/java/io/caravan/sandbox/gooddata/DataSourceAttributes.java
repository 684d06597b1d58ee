package io.caravan.sandbox.gooddata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a data source is made of. */
final class DataSourceAttributes {

  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "type",
          "url",
          "schema",
          "username",
          "password",
          "parameters",
          "cacheStrategy",
          "authenticationType",
          "alternativeDataSourceId",
          "token");

  private DataSourceAttributes() {}

  /** The attributes as they are stored; what is needed has to be there. */
  static Map<String, Object> of(Map<String, Object> given) {
    for (String needed : List.of("name", "type", "schema")) {
      if (given.get(needed) == null) {
        throw Refused.bad("The attribute " + needed + " is missing.");
      }
    }
    given.keySet().stream()
        .filter(name -> !KNOWN.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Refused.bad("The attribute " + name + " is not known.");
            });
    return new LinkedHashMap<>(given);
  }
}
