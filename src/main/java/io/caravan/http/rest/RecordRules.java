package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the records of an answer are. The setters are parameters of the kamelet. */
public final class RecordRules {

  private String path = "";
  private boolean optional;

  /** The records of an answer; none when it is empty, or null stands where they would be. */
  List<Object> of(Object body) {
    if (body == null) {
      return List.of();
    }
    if (!optional && !Field.exists(body, path)) {
      throw CaravanException.of(
              ErrorCode.E206, "The answer has no records where the route expects them")
          .where("records: " + path)
          .why(body instanceof Map<?, ?> map ? "it has " + map.keySet() : "it is a list")
          .fix("Correct the parameter records of the route")
          .build();
    }
    Object found = Field.find(body, path);
    if (found instanceof List<?> many) {
      return new ArrayList<>(many);
    }
    if (found == null) {
      return List.of();
    }
    if (found instanceof Map) {
      return List.of(found);
    }
    throw CaravanException.of(
            ErrorCode.E206, "The answer has something else where its records should be")
        .where("records: " + path)
        .why("found a " + found.getClass().getSimpleName())
        .fix("Correct the parameter records of the route")
        .build();
  }

  public void setPath(String path) {
    this.path = path;
  }

  /** Whether an answer without the path has no records instead of being wrong. */
  public void setOptional(boolean optional) {
    this.optional = optional;
  }
}
