package io.caravan.sandbox.gooddata;

import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call that is turned down, as GoodData says it. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  Refused(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
  }

  /** Also what a missing right looks like. */
  static Refused notFound() {
    return new Refused(
        404,
        "Not Found",
        "The requested endpoint does not exist or you do not have permission to access it.");
  }

  static Refused bad(String detail) {
    return new Refused(400, "Bad Request", detail);
  }

  Reply reply() {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("detail", getMessage());
    problem.put("status", status);
    problem.put("title", title);
    problem.put("traceId", "5a9dbc0000000000");
    return new Reply(status, "application/problem+json", Map.of(), Json.write(problem), null);
  }

  /** A refused token is told in a header; there is no body. */
  static Reply login() {
    return Reply.empty(401)
        .with(
            Map.of(
                "WWW-Authenticate",
                "Bearer error=\"invalid_token\", error_description=\"The token is not known\""));
  }
}
