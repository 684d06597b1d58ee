package io.caravan.load;

/** Takes rows one by one, so that none has to be kept once it has its form for the server. */
interface BatchBuilder {

  void add(Row row);

  /** The rows so far; nothing is added afterwards. */
  Batch build();
}
