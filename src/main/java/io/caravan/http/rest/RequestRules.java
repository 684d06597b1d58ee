package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call for a page is made of. The setters are parameters of the kamelet. */
public final class RequestRules {

  private String path = "";
  private String query = "";
  private String headers = "";
  private String body = "";

  /**
   * The calls that together give one page of a list: more than one where the properties that are
   * asked for would make the address longer than servers take.
   *
   * @param chunks the properties that fit into one call each
   */
  List<PageRequest> parts(
      Pager.Mark mark, Values given, PagingRules paging, JqTexts jq, List<List<String>> chunks) {
    boolean asks = query.contains("${properties}") && mark.address() == null;
    if (!asks || chunks.size() < 2) {
      return List.of(page(mark, given, paging, jq));
    }
    return chunks.stream()
        .map(chunk -> page(mark, given.with("properties", chunk), paging, jq))
        .toList();
  }

  private PageRequest page(Pager.Mark mark, Values given, PagingRules paging, JqTexts jq) {
    Values values = given.with("page", mark.token()).with("size", paging.pageSize());
    Map<String, String> sent = Template.pairs(headers, values);
    Object content = body.isEmpty() ? null : jq.run(body, null, values);
    PageRequest page = page(path(values), Template.pairs(query, values), mark, paging);
    return new PageRequest(page.path(), page.query(), sent, content);
  }

  /** The call for one page of any list that is cut into pages in the same way. */
  static PageRequest page(
      String path, Map<String, String> query, Pager.Mark mark, PagingRules paging) {
    if (mark.address() != null) {
      return new PageRequest(mark.address(), Map.of(), Map.of(), null);
    }
    boolean tokenAlone = paging.tokenOnly() && mark.token() != null;
    Map<String, String> asked = new LinkedHashMap<>(tokenAlone ? Map.of() : query);
    if (!paging.sizeParam().isEmpty()) {
      asked.put(paging.sizeParam(), String.valueOf(paging.pageSize()));
    }
    if (!paging.pageParam().isEmpty() && mark.token() != null) {
      asked.put(paging.pageParam(), mark.token().toString());
    }
    return new PageRequest(path, asked, Map.of(), null);
  }

  /** A call of another path with the same query, for no page of a list. */
  PageRequest plain(String other, Values values) {
    return new PageRequest(
        other, Template.pairs(query, values), Template.pairs(headers, values), null);
  }

  private String path(Values values) {
    return Template.fill(path, values, RequestRules::encoded)
        .orElseThrow(
            () ->
                CaravanException.of(ErrorCode.E106, "The path of a list has a gap")
                    .where(path)
                    .why("one of its placeholders stands for nothing")
                    .fix("Check the parameters path and parents of the route")
                    .build());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2C", ",");
  }

  public void setPath(String path) {
    this.path = path;
  }

  public void setQuery(String query) {
    this.query = query;
  }

  public void setHeaders(String headers) {
    this.headers = headers;
  }

  /** A jq expression, or the name of a .jq file beside the routes. */
  public void setBody(String body) {
    this.body = body;
  }
}
