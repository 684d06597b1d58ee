package io.caravan.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers without a route: a request that is not let in, or that cannot be read. */
final class Refusals {

  private Refusals() {}

  static void answer(RoutingContext ctx, int status, String detail) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      ctx.request().connection().close();
      return;
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(Buffer.buffer(Problem.of(status, detail, null).json()));
    // What is still coming of the body is read and dropped, so that the next request can be.
    ctx.request().resume();
  }

  /** For what the router or the reader of bodies gives up on. */
  static void failed(RoutingContext ctx) {
    int status = ctx.statusCode() < 400 ? 500 : ctx.statusCode();
    answer(
        ctx,
        status,
        switch (status) {
          case 400 -> "the request cannot be read";
          case 413 -> "the body is too large";
          default -> "the request cannot be answered";
        });
  }
}
