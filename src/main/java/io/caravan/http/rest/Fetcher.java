package io.caravan.http.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.ExchangeHelper;

/** Asks for pages with the kamelet {@code http-call-action}, in the background. */
final class Fetcher {

  private final ProducerTemplate template;
  private final CallParameters call;
  private final ExecutorService threads;

  Fetcher(ProducerTemplate template, CallParameters call, ExecutorService threads) {
    this.template = template;
    this.call = call;
    this.threads = threads;
  }

  /**
   * Begins to ask for a page on behalf of an exchange.
   *
   * @param records where they are in the answer
   */
  Future<Page> begin(Exchange reader, PageRequest request, RecordRules records) {
    Exchange exchange = ExchangeHelper.createCopy(reader, false);
    exchange.setVariable("path", request.path());
    exchange.setVariable(
        "query", request.query().isEmpty() ? "" : new LinkedHashMap<>(request.query()));
    exchange.setVariable("headers", request.headers());
    exchange.getMessage().setBody(request.body());
    Callable<Page> ask = () -> ask(exchange, records);
    return threads.submit(ask);
  }

  private Page ask(Exchange exchange, RecordRules records) throws Exception {
    Exchange answer = template.send(call.uri(), exchange);
    if (answer.getException() != null) {
      if (call.isEmpty(answer.getVariable("httpStatus", 0, Integer.class))) {
        return new Page(null, null, List.of());
      }
      throw answer.getException();
    }
    Object body = answer.getMessage().getBody();
    String link = answer.getVariable("nextLink", "", String.class);
    List<Object> found = records.of(body);
    return new Page(body, link.isEmpty() ? null : link, found);
  }
}
