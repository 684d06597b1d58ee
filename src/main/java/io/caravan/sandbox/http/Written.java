package io.caravan.sandbox.http;

/**
 * A call that changed something, kept for as long as the sandbox runs: therefore without its
 * headers and its answer.
 *
 * @param path without the query
 */
public record Written(String method, String path, String body, Reply.Change change) {

  static Written of(Exchange exchange) {
    Request request = exchange.request();
    return new Written(request.method(), request.path(), request.body(), exchange.reply().change());
  }
}
