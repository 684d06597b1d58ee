package io.caravan.contracts;

import org.junit.jupiter.api.Assumptions;

/**
 * Wrike's contract. There is no official one that may be kept: this one is written by the project
 * from what Wrike's pages say. It shows that we do what we believe, not that the belief is right.
 */
public final class WrikeContract extends VendorContract {

  private static final boolean THERE = there("wrike");

  private static WrikeContract read;

  private WrikeContract() {
    add("/api/v4", "wrike/wrike.authored.json", "/api/v4");
    add("/oauth2", "wrike/wrike-oauth.authored.json", "/");
  }

  /** The contracts. Where there are none, the test that asks is skipped. */
  public static synchronized WrikeContract load() {
    Assumptions.assumeTrue(THERE, "Wrike's contracts are not there");
    if (read == null) {
      read = new WrikeContract();
    }
    return read;
  }

  @Override
  boolean isInNoContract(String path) {
    return path.startsWith("/oauth2/authorize");
  }
}
