package io.caravan.contracts;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * HubSpot's contract. It is derived from HubSpot's own client. The two oldest interfaces,
 * submissions of forms and the report of traffic, are in no file of the vendor and are held to
 * nothing here.
 */
public final class HubSpotContract extends VendorContract {

  private static final boolean THERE = there("hubspot");

  private static HubSpotContract read;

  private HubSpotContract() {
    add("/", "hubspot/hubspot-crm.derived.json", "/");
  }

  /** The contract. Where there is none, the test that asks is skipped. */
  public static synchronized HubSpotContract load() {
    Assumptions.assumeTrue(THERE, "HubSpot's contract is not there");
    if (read == null) {
      read = new HubSpotContract();
    }
    return read;
  }

  /**
   * The login page is for people; the list of all engagements is one that the predecessor used and
   * that no file has.
   */
  @Override
  boolean isInNoContract(String path) {
    return Stream.of(
            "/analytics/",
            "/form-integrations/",
            "/hubspot/oauth/authorize",
            "/crm/v3/objects/engagements")
        .anyMatch(path::startsWith);
  }
}
