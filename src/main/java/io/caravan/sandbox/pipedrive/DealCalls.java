package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Routes;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** The calls on deals: list, read, create, change, delete. */
final class DealCalls {

  private final DealStore deals;
  private final Fields fields;
  private final Clock clock;

  DealCalls(DealStore deals, Fields fields, Clock clock) {
    this.deals = deals;
    this.fields = fields;
    this.clock = clock;
  }

  void addTo(Routes<Call> routes) {
    routes
        .add("GET", "/api/v2/deals", Call.priced(10), (request, id) -> list(request))
        .add("GET", "/api/v2/deals/{id}", Call.priced(1), this::read)
        .add("POST", "/api/v2/deals", Call.priced(5), (request, id) -> create(request))
        .add("PATCH", "/api/v2/deals/{id}", Call.priced(5), this::change)
        .add("DELETE", "/api/v2/deals/{id}", Call.priced(3), (request, id) -> delete(id));
  }

  private Reply list(Request request) {
    DealQuery query = DealQuery.of(request, clock.instant());
    DealStore.Page page = deals.list(query);
    Set<String> codes = query.customCodes().orElseGet(fields::customCodes);
    return Envelope.page(
        page.deals().stream().map(deal -> deal.json(codes)).toList(), page.nextCursor());
  }

  private Reply read(Request request, Long id) {
    Parameters given = new Parameters(request, Set.of("custom_fields"));
    Set<String> codes = given.list("custom_fields", 15).orElseGet(fields::customCodes);
    return Envelope.of(deals.remembered(id).json(codes));
  }

  private Reply create(Request request) {
    Deal deal = deals.create(DealBody.of(request, fields, true));
    return whole(deal).changing(Reply.Kind.CREATED, "deal", deal.id());
  }

  private Reply change(Request request, Long id) {
    Deal deal = deals.change(id, DealBody.of(request, fields, false));
    Reply.Kind kind = deal.lives() ? Reply.Kind.UPDATED : Reply.Kind.DELETED;
    return whole(deal).changing(kind, "deal", id);
  }

  private Reply delete(Long id) {
    deals.delete(id);
    return Envelope.of(Map.of("id", id)).changing(Reply.Kind.DELETED, "deal", id);
  }

  private Reply whole(Deal deal) {
    return Envelope.of(deal.json(fields.customCodes()));
  }
}
