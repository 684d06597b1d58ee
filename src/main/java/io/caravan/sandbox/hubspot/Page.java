package io.caravan.sandbox.hubspot;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A part of a list that is in the order of its ids; the cursor is the id the next part begins at.
 */
record Page<T>(List<T> items, Long next) {

  /**
   * The page a query asks for.
   *
   * @param usual how many there are when the query does not say
   * @param most how many it may ask for
   */
  static <T> Page<T> of(List<T> all, ToLongFunction<T> id, Request request, int usual, int most) {
    int limit = limit(request, usual, most);
    long after = after(request.query().get("after"));
    List<T> rest = all.stream().filter(item -> id.applyAsLong(item) >= after).toList();
    return rest.size() > limit
        ? new Page<>(rest.subList(0, limit), id.applyAsLong(rest.get(limit)))
        : new Page<>(rest, null);
  }

  static int limit(Request request, int usual, int most) {
    String text = request.query().getOrDefault("limit", String.valueOf(usual));
    int limit = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > most) {
      throw Refused.validation(
          "Invalid input: limit has to be between 1 and " + most + ", found " + text);
    }
    return limit;
  }

  static long after(String text) {
    if (text == null) {
      return 0;
    }
    if (!text.matches("\\d{1,18}")) {
      throw Refused.validation("Invalid input: the paging cursor cannot be decoded");
    }
    return Long.parseLong(text);
  }

  Reply reply(Function<T, Map<String, Object>> json) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("results", items.stream().map(json).toList());
    if (next != null) {
      body.put("paging", paging(String.valueOf(next)));
    }
    return Reply.json(200, body);
  }

  /** The block that leads to the next page; it is absent on the last one. */
  static Map<String, Object> paging(String after) {
    Map<String, Object> next = new LinkedHashMap<>();
    next.put("after", after);
    next.put("link", "?after=" + after);
    return Map.of("next", next);
  }
}
