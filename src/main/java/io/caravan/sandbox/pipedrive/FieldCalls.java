package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Routes;
import java.util.List;
import java.util.Set;

/** The calls on the fields of deals: list and add. */
final class FieldCalls {

  private static final String ORDER = "field";

  private final Fields fields;

  FieldCalls(Fields fields) {
    this.fields = fields;
  }

  void addTo(Routes<Call> routes) {
    routes
        .add("GET", "/api/v2/dealFields", Call.priced(10), (request, id) -> list(request))
        .add("POST", "/api/v2/dealFields", Call.priced(10), (request, id) -> add(request));
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
    return Envelope.of(field.json()).changing(Reply.Kind.CREATED, "dealField", null);
  }
}
