package io.caravan.contracts;

import org.junit.jupiter.api.Assumptions;

/**
 * Ender Turing's contract. The vendor publishes none: this one is written by the project from what
 * its Python client and a public export tool do. It shows that we do what we believe, not that the
 * belief is right.
 */
public final class EnderTuringContract extends VendorContract {

  private static final boolean THERE = there("enderturing");

  private static EnderTuringContract read;

  private EnderTuringContract() {
    add("/enderturing/api/v1", "enderturing/enderturing.authored.json", "/enderturing/api/v1");
  }

  /** The contract. Where there is none, the test that asks is skipped. */
  public static synchronized EnderTuringContract load() {
    Assumptions.assumeTrue(THERE, "Ender Turing's contract is not there");
    if (read == null) {
      read = new EnderTuringContract();
    }
    return read;
  }

  @Override
  boolean isInNoContract(String path) {
    return false;
  }
}
