package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a call for a page is made of. The setters are parameters of the kamelet. */
public final class RequestRules {

  private String path = "";
  private String query = "";
  private String headers = "";
  private String body = "";

  /** The call for one page of a list. */
  PageRequest page(Pager.Mark mark, Values given, PagingRules paging, JqTexts jq) {
    Values values = given.with("page", mark.token()).with("size", paging.pageSize());
    Map<String, String> sent = Template.pairs(headers, values);
    Object content = body.isEmpty() ? null : jq.run(body, null, values);
    if (mark.address() != null) {
      return new PageRequest(mark.address(), Map.of(), sent, content);
    }
    boolean tokenAlone = paging.tokenOnly() && mark.token() != null;
    Map<String, String> asked = tokenAlone ? new LinkedHashMap<>() : Template.pairs(query, values);
    if (!paging.sizeParam().isEmpty()) {
      asked.put(paging.sizeParam(), String.valueOf(paging.pageSize()));
    }
    if (!paging.pageParam().isEmpty() && mark.token() != null) {
      asked.put(paging.pageParam(), mark.token().toString());
    }
    return new PageRequest(path(values), asked, sent, content);
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
