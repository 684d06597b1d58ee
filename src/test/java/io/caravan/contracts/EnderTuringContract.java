package io.caravan.contracts;

/**
 * Ender Turing's contract. The vendor publishes none: this one is written by the project from what
 * its Python client and a public export tool do. It shows that we do what we believe, not that the
 * belief is right.
 */
public final class EnderTuringContract extends VendorContract {

  private static final EnderTuringContract READ = new EnderTuringContract();

  private EnderTuringContract() {
    super("enderturing");
    add("/enderturing/api/v1", "enderturing/enderturing.authored.json", "/enderturing/api/v1");
  }

  /** The contract; finds fault with nothing where it is not beside the project. */
  public static EnderTuringContract load() {
    return READ;
  }

  @Override
  boolean isInNoContract(String path) {
    return false;
  }
}
