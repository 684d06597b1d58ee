package io.caravan.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.Redactor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the other side says went wrong, short enough for a line. */
final class RemoteMessage {

  private static final int LONGEST = 300;

  /** Where interfaces keep it. Objects and lists are searched with the same words. */
  private static final List<String> FIELDS =
      List.of(
          "error",
          "error_info",
          "error_description",
          "message",
          "Message",
          "title",
          "detail",
          "errors",
          // Which rights are missing, as HubSpot says it.
          "context",
          "requiredScopes",
          "requiredGranularScopes");

  private static final ObjectMapper JSON = new ObjectMapper();

  private RemoteMessage() {}

  /** From the text of an answer; null when it says nothing. */
  static String of(String body) {
    if (body == null || body.isBlank()) {
      return null;
    }
    try {
      return of(JSON.readValue(body, Object.class));
    } catch (JsonProcessingException e) {
      String text = body.replaceAll("(?s)<(style|script).*?</\\1>", " ").replaceAll("<[^>]*>", " ");
      return shortened(text);
    }
  }

  /** From a parsed answer; null when it says nothing. */
  static String of(Object body) {
    Set<String> found = new LinkedHashSet<>();
    collect(body, found);
    return found.isEmpty() ? null : shortened(String.join("; ", found));
  }

  private static void collect(Object value, Set<String> found) {
    if (value instanceof Map<?, ?> map) {
      FIELDS.forEach(field -> collect(map.get(field), found));
      // What the other side's support asks for first.
      if (map.get("traceId") instanceof String trace) {
        found.add("trace " + trace);
      }
    } else if (value instanceof List<?> list) {
      list.stream().limit(5).forEach(item -> collect(item, found));
    } else if (value instanceof String text && !text.isBlank()) {
      found.add(text);
    }
  }

  private static String shortened(String text) {
    String line = Redactor.clean(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (line.isEmpty()) {
      return null;
    }
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line;
  }
}
