package io.caravan.contracts;

/**
 * Wrike's contract. There is no official one that may be kept: this one is written by the project
 * from what Wrike's pages say. It shows that we do what we believe, not that the belief is right.
 */
public final class WrikeContract extends VendorContract {

  private static final WrikeContract READ = new WrikeContract();

  private WrikeContract() {
    super("wrike");
    add("/api/v4", "wrike/wrike.authored.json", "/api/v4");
    add("/oauth2", "wrike/wrike-oauth.authored.json", "/");
  }

  /** The contract; finds fault with nothing where it is not beside the project. */
  public static WrikeContract load() {
    return READ;
  }

  @Override
  boolean isInNoContract(String path) {
    return path.startsWith("/oauth2/authorize");
  }
}
