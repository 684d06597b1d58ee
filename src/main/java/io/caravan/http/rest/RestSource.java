package io.caravan.http.rest;

import io.caravan.run.Step;
import io.caravan.stream.ReadPlan;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.SynchronizationAdapter;

/** The parameters of one {@code rest-source} and its steps; one for each stream. */
public final class RestSource {

  private static final String PAGES = "restPages";

  private final RestReads reads;
  private final CallParameters call = new CallParameters();
  private final RequestRules request = new RequestRules();
  private final PagingRules paging = new PagingRules();
  private final RecordRules records = new RecordRules();
  private final CursorRules cursor = new CursorRules();
  private String stream = "";
  private ProducerTemplate template;

  public RestSource(RestReads reads) {
    this.reads = reads;
  }

  public void setStream(String stream) {
    this.stream = stream;
  }

  public CallParameters getCall() {
    return call;
  }

  public RequestRules getRequest() {
    return request;
  }

  public PagingRules getPaging() {
    return paging;
  }

  public RecordRules getRecords() {
    return records;
  }

  public CursorRules getCursor() {
    return cursor;
  }

  /** Finds out where to begin and asks for the first page. */
  public void open(Exchange exchange) {
    ReadPlan plan = ReadPlan.of(exchange, reads.bookmarks(), stream, cursor.overlap());
    Values values = values(exchange, plan);
    CamelContext camel = exchange.getContext();
    Fetcher fetcher = new Fetcher(template(camel), call.uri(stream), reads.threads(camel), records);
    Reading reading =
        new Reading(
            List.of(new Leg(values, paging.pager())).iterator(),
            (leg, mark) ->
                fetcher.begin(exchange, request.page(mark, leg.values(), paging, reads.jq())),
            paging.inFlight());
    RestPages pages = new RestPages(plan, reading, cursor, Step.of(exchange));
    exchange.setVariable(PAGES, pages);
    exchange
        .getUnitOfWork()
        .addSynchronization(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                reading.close();
              }
            });
  }

  /** The variables of the route, with {@code from} and {@code to} as the interface wants them. */
  private Values values(Exchange exchange, ReadPlan plan) {
    Optional<String> from = plan.from().or(cursor::start).map(cursor::written);
    Optional<String> to = plan.to().map(cursor::written);
    exchange.setVariable("from", from.orElse(""));
    exchange.setVariable("to", to.orElse(""));
    Values values = Values.NONE;
    for (var variable : exchange.getVariables().entrySet()) {
      values = values.withVariable(variable.getKey(), variable.getValue());
    }
    return values.withVariable("from", from.orElse(null)).withVariable("to", to.orElse(null));
  }

  /** Whether there is another page. */
  public boolean hasNext(Exchange exchange) {
    return exchange.getVariable(PAGES, RestPages.class).hasNext();
  }

  /** Puts the next page into the body; fails when the run was asked to stop. */
  public void next(Exchange exchange) throws Exception {
    exchange.getVariable(PAGES, RestPages.class).next(exchange);
  }

  private synchronized ProducerTemplate template(CamelContext camel) {
    if (template == null) {
      template = camel.createProducerTemplate();
    }
    return template;
  }
}
