package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Routes;
import java.util.List;
import java.util.Set;

/** The calls on the fields of deals, or of persons: list and add. */
final class FieldCalls {

  private static final String ORDER = "field";

  private final String kind;
  private final Fields fields;

  /**
   * @param kind such as {@code dealField}
   */
  FieldCalls(String kind, Fields fields) {
    this.kind = kind;
    this.fields = fields;
  }

  void addTo(Routes<Call> routes) {
    String path = "/api/v2/" + kind + "s";
    routes
        .add("GET", path, Call.priced(10), (request, id) -> list(request))
        .add("POST", path, Call.priced(10), (request, id) -> add(request));
  }

  private Reply list(Request request) {
    Parameters given = new Parameters(request, Set.of("limit", "cursor"));
    int limit = given.limit(500);
    List<Field> all = fields.all();
    int from = given.text("cursor").map(text -> (int) Cursor.read(text, ORDER).id()).orElse(0);
    int to = Math.min(all.size(), from + limit);
    List<?> page = all.subList(Math.min(from, to), to).stream().map(Field::json).toList();
    return Envelope.page(page, to < all.size() ? new Cursor(ORDER, 0, to).text() : null);
  }

  private Reply add(Request request) {
    Field field = fields.add(Body.object(request));
    return Envelope.of(field.json()).changing(Reply.Kind.CREATED, kind, null);
  }
}
