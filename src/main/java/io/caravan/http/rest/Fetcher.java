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
  private final String call;
  private final ExecutorService threads;
  private final RecordRules records;

  /**
   * @param call the address of the kamelet with its parameters
   */
  Fetcher(ProducerTemplate template, String call, ExecutorService threads, RecordRules records) {
    this.template = template;
    this.call = call;
    this.threads = threads;
    this.records = records;
  }

  /** Begins to ask for a page on behalf of an exchange. */
  Future<Page> begin(Exchange reader, PageRequest request) {
    Exchange exchange = ExchangeHelper.createCopy(reader, false);
    exchange.setVariable("path", request.path());
    exchange.setVariable(
        "query", request.query().isEmpty() ? "" : new LinkedHashMap<>(request.query()));
    exchange.setVariable("headers", request.headers());
    exchange.getMessage().setBody(request.body());
    Callable<Page> ask = () -> ask(exchange);
    return threads.submit(ask);
  }

  private Page ask(Exchange exchange) throws Exception {
    Exchange answer = template.send(call, exchange);
    if (answer.getException() != null) {
      throw answer.getException();
    }
    Object body = answer.getMessage().getBody();
    String link = answer.getVariable("nextLink", "", String.class);
    List<Object> found = records.of(body);
    return new Page(body, link.isEmpty() ? null : link, found);
  }
}
