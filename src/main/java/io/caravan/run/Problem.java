package io.caravan.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.caravan.error.CaravanException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Failures, counts and notes as the JSON that the run record keeps. */
final class Problem {

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

  private Problem() {}

  /** The fields of a failure; null for none. */
  static String json(CaravanException failure) {
    if (failure == null) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("code", failure.code().name());
    fields.put("what", failure.what());
    fields.put("where", failure.where());
    fields.put("why", failure.why());
    fields.put("fix", failure.fixes());
    failure.again().ifPresent(again -> fields.put("again", again.toString()));
    return json((Object) fields);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A note that is not JSON: " + value.getClass(), e);
    }
  }
}
