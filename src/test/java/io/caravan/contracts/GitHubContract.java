package io.caravan.contracts;

import org.junit.jupiter.api.Assumptions;

/**
 * GitHub's contract, cut from the official file.
 *
 * <p>Some of GitHub's own examples lack fields that it requires, and its users are told apart by a
 * field that the validator does not understand: the first is not held against anybody, and users
 * are not held to it.
 */
public final class GitHubContract extends VendorContract {

  private static final boolean THERE = there("github");
  private static final String BASE = "/github";

  private static GitHubContract read;

  private GitHubContract() {
    add(
        BASE + "/",
        "github/github-rest.cut.json",
        BASE,
        "validation.response.body.schema.required");
  }

  /** The contract. Where there is none, the test that asks is skipped. */
  public static synchronized GitHubContract load() {
    Assumptions.assumeTrue(THERE, "GitHub's contract is not there");
    if (read == null) {
      read = new GitHubContract();
    }
    return read;
  }

  @Override
  boolean isInNoContract(String path) {
    return path.matches(BASE + "/users/[^/]+");
  }
}
