package io.caravan.contracts;

import java.util.stream.Stream;

/**
 * HubSpot's contract. It is derived from HubSpot's own client. The two oldest interfaces,
 * submissions of forms and the report of traffic, are in no file of the vendor and are held to
 * nothing here.
 */
public final class HubSpotContract extends VendorContract {

  private static final HubSpotContract READ = new HubSpotContract();

  private HubSpotContract() {
    super("hubspot");
    add("/", "hubspot/hubspot-crm.derived.json", "/");
  }

  /** The contract; finds fault with nothing where it is not beside the project. */
  public static HubSpotContract load() {
    return READ;
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
