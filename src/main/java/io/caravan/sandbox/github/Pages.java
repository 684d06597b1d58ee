package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lists in pages: {@code page}, {@code per_page}, and the other pages in the header Link. */
final class Pages {

  private static final int USUAL = 30;
  private static final int MOST = 100;

  private final String api;

  /**
   * @param api address of the API, without a slash at the end
   */
  Pages(String api) {
    this.api = api;
  }

  /** One page of a list that is the whole answer. */
  <T> Reply of(Call call, List<T> all, Function<T, ?> json) {
    return of(call, call.path(), all, json, page -> page);
  }

  /**
   * One page.
   *
   * @param target the path that links lead to, which at GitHub is not always the one that was asked
   * @param body makes the answer of the records of the page
   */
  <T> Reply of(
      Call call,
      String target,
      List<T> all,
      Function<T, ?> json,
      Function<List<? extends Object>, Object> body) {
    int size = Math.max(1, Math.min(MOST, call.number("per_page", USUAL)));
    int page = Math.max(1, call.number("page", 1));
    int last = Math.max(1, (all.size() + size - 1) / size);
    int from = (int) Math.min(all.size(), (page - 1L) * size);
    List<?> shown =
        all.subList(from, Math.min(all.size(), from + size)).stream().map(json).toList();
    Reply reply = Reply.json(200, body.apply(shown));
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(call, target, Math.min(page - 1, last), "prev"));
    }
    if (page < last) {
      links.add(link(call, target, page + 1, "next"));
      links.add(link(call, target, last, "last"));
    }
    if (page > 1) {
      links.add(link(call, target, 1, "first"));
    }
    return links.isEmpty() ? reply : reply.with(Map.of("Link", String.join(", ", links)));
  }

  private String link(Call call, String target, int page, String relation) {
    List<String> query = new ArrayList<>();
    Map<String, String> raw = new LinkedHashMap<>();
    String given = call.request().rawQuery();
    for (String pair : given == null ? new String[0] : given.split("&")) {
      raw.put(pair.split("=", 2)[0], pair);
    }
    raw.remove("page");
    query.addAll(raw.values());
    query.add("page=" + page);
    return "<" + api + target + "?" + String.join("&", query) + ">; rel=\"" + relation + "\"";
  }
}
