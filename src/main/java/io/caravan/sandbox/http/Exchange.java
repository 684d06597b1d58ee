package io.caravan.sandbox.http;

/**
 * A request and what became of it.
 *
 * @param reply the answer, also when it was never sent
 * @param lost whether the connection was cut in place of an answer
 */
public record Exchange(Request request, Reply reply, boolean lost) {}
