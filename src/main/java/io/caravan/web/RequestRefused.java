package io.caravan.web;

/** A request that is not granted, with the status and the sentence that the asker gets. */
public final class RequestRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status of HTTP, 400 or more
   * @param detail what was wrong, in the asker's words
   */
  public RequestRefused(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }
}
