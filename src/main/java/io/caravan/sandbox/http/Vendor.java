package io.caravan.sandbox.http;

/** One system the sandbox stands in for. Its methods are called by many threads at once. */
public interface Vendor {

  /** Whether this path belongs to the vendor. */
  boolean serves(String path);

  /** The answer, with everything the request changes already changed. */
  Reply answer(Request request);

  /** What is to go wrong with its calls. */
  Faults faults();

  /** Told of every exchange once its outcome is certain, before the caller hears of it. */
  void heard(Exchange exchange);
}
