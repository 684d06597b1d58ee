package io.caravan.contracts;

import org.junit.jupiter.api.Assumptions;

/**
 * Pipedrive's contract. Those of API v1 and v2 are derived from Pipedrive's own client, the one of
 * the logins is written by this project: it proves less.
 */
public final class PipedriveContract extends VendorContract {

  private static final boolean THERE = there("pipedrive");

  private static PipedriveContract read;

  private PipedriveContract() {
    add("/api/v2", "pipedrive/pipedrive-v2.derived.json", "/api/v2");
    add("/api/v1", "pipedrive/pipedrive-v1.derived.json", "/api/v1");
    add("/oauth", "pipedrive/pipedrive-oauth.authored.json", "/");
  }

  /** The contracts. Where there are none, the test that asks is skipped. */
  public static synchronized PipedriveContract load() {
    Assumptions.assumeTrue(THERE, "Pipedrive's contracts are not there");
    if (read == null) {
      read = new PipedriveContract();
    }
    return read;
  }

  @Override
  boolean isInNoContract(String path) {
    return path.equals("/oauth/authorize");
  }

  /**
   * The documentation says that the cursor is null at the end; the schema of some lists forgets it.
   */
  @Override
  String excused(String target, String body) {
    return body.replaceFirst("\"next_cursor\"\\s*:\\s*null\\s*,?", "");
  }
}
