package io.caravan.contracts;

/**
 * Xero's contract: accounting is cut from the official file, connections are the official file
 * itself, the logins are written by this project and prove less.
 *
 * <p>The official files describe no refusals, so those are not held against them.
 */
public final class XeroContract extends VendorContract {

  private static final String REFUSALS = "validation.response.status.unknown";

  private static final XeroContract READ = new XeroContract();

  private XeroContract() {
    super("xero");
    add("/api.xro/2.0", "xero/xero-accounting.cut.json", "/api.xro/2.0", REFUSALS);
    add("/connections", "xero/xero-identity.yaml", "/", REFUSALS);
    add("/connect/", "xero/xero-oauth.authored.json", "/");
  }

  /** The contract; finds fault with nothing where it is not beside the project. */
  public static XeroContract load() {
    return READ;
  }

  @Override
  boolean isInNoContract(String path) {
    return path.equals("/identity/connect/authorize");
  }

  /** The official file begins the path with a capital, the service and its documentation do not. */
  @Override
  String known(String path) {
    return path.replaceFirst("^/connections", "/Connections");
  }

  /** The times of connections come without a zone, in the official example too. */
  @Override
  String excused(String target, String body) {
    return target.startsWith("/connections")
        ? body.replaceAll("(DateUtc\":\"[^\"]+)", "$1Z")
        : body;
  }
}
