package io.caravan.load;

/** A record that cannot become a row. The message is the reason, one sentence for people. */
final class RefusedRow extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedRow(String reason) {
    super(reason, null, false, false);
  }
}
