package io.caravan.load.dialect;

/** Takes rows one by one, so that none has to be kept once it has its form for the server. */
public interface BatchBuilder {

  /**
   * Takes a row.
   *
   * @param row values by the position of their field; may be shorter than the list of fields
   */
  void add(Object[] row);

  /** The rows so far; nothing is added afterwards. */
  Batch build();
}
