package io.caravan.sandbox.xero;

import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call that Xero turns down, with the answer it gives. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String INSTANCE = "3f2a53e8-0f3c-4f3a-9b8e-5f1c8b0d6a11";

  private final transient Reply reply;

  private Refused(Reply reply) {
    super(reply.body(), null, false, false);
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }

  /** Who calls is not known: capitals. */
  static Refused unauthorized(String detail) {
    return new Refused(json(401, "Title", "Unauthorized", "Status", "Detail", detail, "Instance"));
  }

  /** Who calls is known, and may not: small letters, one text for every reason. */
  static Refused forbidden() {
    return new Refused(
        json(
            403,
            "title",
            "Forbidden",
            "status",
            "detail",
            "AuthenticationUnsuccessful",
            "instance"));
  }

  private static Reply json(
      int status, String title, String word, String code, String detail, String why, String at) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(title, word);
    body.put(code, status);
    body.put(detail, why);
    body.put(at, INSTANCE);
    return Reply.json(status, body);
  }

  /** The query or a header cannot be used. */
  static Refused invalid(String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ErrorNumber", 10);
    body.put("Type", "ValidationException");
    body.put("Message", "A validation exception occurred");
    body.put("Elements", List.of(Map.of("ValidationErrors", List.of(Map.of("Message", message)))));
    return new Refused(Reply.json(400, body));
  }

  static Refused notFound() {
    return new Refused(
        new Reply(
            404,
            "text/html; charset=utf-8",
            Map.of(),
            "The resource you're looking for cannot be found",
            null));
  }

  /** What is answered without the right Accept header: XML, which nobody here reads. */
  static Refused xml() {
    return new Refused(
        new Reply(
            200,
            "text/xml; charset=utf-8",
            Map.of(),
            "<Response xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"/>",
            null));
  }

  static Refused tooMany(String problem, Map<String, String> headers) {
    return new Refused(tooManyReply(problem, headers));
  }

  static Reply tooManyReply(String problem, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("X-Rate-Limit-Problem", problem);
    return Reply.empty(429).with(all);
  }

  static Reply maintenance() {
    return new Reply(
        503,
        "text/html; charset=utf-8",
        Map.of(),
        "<html><body>The Organisation is currently offline</body></html>",
        null);
  }

  static Reply oauth(int status, String error) {
    return new Reply(
        status,
        "application/json; charset=utf-8",
        Map.of("Cache-Control", "no-store"),
        Json.write(Map.of("error", error)),
        null);
  }
}
