package io.caravan.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** What a route puts into the body of a message, as the text that is sent. */
final class JsonBody {

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

  private JsonBody() {}

  /**
   * @param body maps and lists, or a text that is JSON already; null where nothing is sent
   */
  static String of(Object body) {
    if (body == null || body instanceof String) {
      return (String) body;
    }
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A body that is not JSON: " + body.getClass(), e);
    }
  }
}
