package io.caravan.load.value;

/** A record that cannot become a row. The message is the reason, one sentence for people. */
public final class RefusedRow extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RefusedRow(String reason) {
    super(reason, null, false, false);
  }
}
