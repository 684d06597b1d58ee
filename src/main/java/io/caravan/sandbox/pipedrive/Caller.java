package io.caravan.sandbox.pipedrive;

/** How a caller proved who it is; the burst limit depends on it. */
enum Caller {
  OAUTH(480),
  API_TOKEN(120);

  private final int callsPer2Seconds;

  Caller(int callsPer2Seconds) {
    this.callsPer2Seconds = callsPer2Seconds;
  }

  int callsPer2Seconds() {
    return callsPer2Seconds;
  }
}
