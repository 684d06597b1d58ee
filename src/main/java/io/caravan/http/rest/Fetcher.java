package io.caravan.http.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.ExchangeHelper;

/** Asks for pages with the kamelet {@code http-call-action}. */
final class Fetcher {

  /** How often a page is asked for whose parts do not fit together. */
  private static final int TRIES = 3;

  private static final int NOT_MODIFIED = 304;

  private final ProducerTemplate template;
  private final CallParameters call;
  private final Endpoint endpoint;
  private final Executor threads;

  /**
   * @param threads that wait for answers; the caller's own will do where one is asked for at a time
   */
  Fetcher(ProducerTemplate template, CallParameters call, Executor threads) {
    this.template = template;
    this.call = call;
    // Looked up once: Camel would take the address apart for each call.
    this.endpoint = template.getCamelContext().getEndpoint(call.uri());
    this.threads = threads;
  }

  /**
   * Begins to ask for a page on behalf of an exchange.
   *
   * @param parts the calls that together give it; one, unless a record is too wide for one
   * @param records where they are in the answer
   */
  Future<Page> begin(Exchange reader, List<PageRequest> parts, RecordRules records) {
    FutureTask<Page> ask = new FutureTask<>(() -> ask(reader, parts, records));
    threads.execute(ask);
    return ask;
  }

  /** Asks for what a path alone names, and returns when it is there. */
  Page ask(Exchange reader, String path, RecordRules records) throws Exception {
    return ask(exchange(reader, new PageRequest(path, Map.of(), Map.of(), null)), records);
  }

  private Page ask(Exchange reader, List<PageRequest> parts, RecordRules records) throws Exception {
    for (int tries = 1; ; tries++) {
      List<Page> pages = new ArrayList<>();
      for (PageRequest part : parts) {
        pages.add(ask(exchange(reader, part), records));
      }
      if (WideRecords.join(pages)) {
        return pages.get(0);
      }
      if (tries == TRIES) {
        throw WideRecords.changed(parts.get(0).path());
      }
    }
  }

  private static Exchange exchange(Exchange reader, PageRequest request) {
    Exchange exchange = ExchangeHelper.createCopy(reader, false);
    exchange.setVariable("path", request.path());
    exchange.setVariable(
        "query", request.query().isEmpty() ? "" : new LinkedHashMap<>(request.query()));
    exchange.setVariable("headers", request.headers());
    exchange.getMessage().setBody(request.body());
    return exchange;
  }

  private Page ask(Exchange exchange, RecordRules records) throws Exception {
    Exchange answer = template.send(endpoint, exchange);
    if (answer.getException() != null) {
      int status = answer.getVariable("httpStatus", 0, Integer.class);
      if (call.isEmpty(status)) {
        return status == NOT_MODIFIED ? Page.UNCHANGED : Page.EMPTY;
      }
      throw answer.getException();
    }
    Object body = answer.getMessage().getBody();
    String link = answer.getVariable("nextLink", "", String.class);
    List<Object> found = records.of(body);
    String address = answer.getVariable("httpAddress", String.class);
    long told = answer.getVariable("httpBytes", 0L, Long.class);
    // What does not tell its length may be long.
    long bytes = told > 0 ? told : ReadAhead.MOST_BYTES;
    String etag = answer.getVariable("etag", "", String.class);
    return new Page(body, link.isEmpty() ? null : link, found, address, bytes, etag);
  }
}
