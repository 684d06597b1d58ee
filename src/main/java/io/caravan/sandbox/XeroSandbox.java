package io.caravan.sandbox;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.xero.Kind;
import io.caravan.sandbox.xero.Xero;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The state of the Xero stand-in and what can go wrong with it. Organisations are named by their
 * tenant ids, records by their kind and id; fields are those of the API, days as {@link
 * java.time.LocalDate}.
 */
public final class XeroSandbox {

  /** The app that may log in. */
  public static final String CLIENT_ID = Xero.CLIENT_ID;

  public static final String CLIENT_SECRET = Xero.CLIENT_SECRET;

  /** Every right there is to ask for. */
  public static final String ALL_SCOPES = Xero.ALL_SCOPES;

  private static final String API = "/api.xro/2.0/";

  private final Xero xero;

  XeroSandbox(Xero xero) {
    this.xero = xero;
  }

  /** The connected organisations: names by tenant id. At first there are two. */
  public Map<String, String> tenants() {
    return xero.tenants();
  }

  /** The tenant id of the organisation with this name. */
  public String tenant(String name) {
    return tenants().entrySet().stream()
        .filter(tenant -> tenant.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Every record of a list, archived ones too. */
  public List<Map<String, Object>> records(String tenantId, Kind kind) {
    return xero.records(tenantId, kind);
  }

  /** A person enters a record; yields its id. */
  public String add(String tenantId, Kind kind, Map<String, ?> fields) {
    return xero.add(tenantId, kind, fields);
  }

  /** A person changes a record. */
  public void change(String tenantId, Kind kind, String id, Map<String, ?> fields) {
    xero.change(tenantId, kind, id, fields);
  }

  /** A person voids an invoice: it stays, and nothing is due any more. */
  public void voidInvoice(String tenantId, String id) {
    xero.change(tenantId, Kind.INVOICES, id, Map.of("Status", "VOIDED", "AmountDue", 0));
  }

  /** A person archives a contact: lists show it only to those who ask for archived ones. */
  public void archiveContact(String tenantId, String id) {
    xero.change(tenantId, Kind.CONTACTS, id, Map.of("ContactStatus", "ARCHIVED"));
  }

  /** A person deletes a payment: it stays, with another status. */
  public void deletePayment(String tenantId, String id) {
    xero.change(tenantId, Kind.PAYMENTS, id, Map.of("Status", "DELETED"));
  }

  /** Another organisation with empty books is connected; yields its tenant id. */
  public String connect(String name) {
    return xero.connect(name);
  }

  /** An organisation is taken away from the app: its calls are refused with 403. */
  public void disconnect(String tenantId) {
    xero.disconnect(tenantId);
  }

  /** How many calls to the accounting API came, refused and failed ones too. */
  public int calls() {
    return xero.ledger().calls();
  }

  /** How many times tokens were asked for. */
  public int tokenCalls() {
    return xero.tokenCalls();
  }

  /** Tokens as a login with these rights yields them. */
  public Map<String, Object> login(String scopes) {
    return xero.login(scopes);
  }

  /** A refresh token to begin with, for every right. */
  public String refreshToken() {
    return xero.login(ALL_SCOPES).get("refresh_token").toString();
  }

  /** Every access token given out so far is refused with 401; refresh tokens stay good. */
  public void expireAccessTokens() {
    xero.expireAccessTokens();
  }

  /** The person takes the app away: no token is good any more. */
  public void revokeGrant() {
    xero.revokeGrant();
  }

  /** How many calls an organisation takes a minute; at first 60. */
  public void setMinuteLimit(int calls) {
    xero.minuteLimit(calls);
  }

  /** How many calls an organisation takes a day; at first 5,000. */
  public void setDayLimit(int calls) {
    xero.dayLimit(calls);
  }

  /** How many calls all organisations together take a minute; at first 10,000. */
  public void setAppMinuteLimit(int calls) {
    xero.appMinuteLimit(calls);
  }

  /** The next calls come too many at once: 429 without {@code Retry-After}. */
  public void tooManyAtOnce(int times) {
    xero.tooManyAtOnce(times);
  }

  /** The organisations are offline for the next calls: 503. */
  public void maintenance(int times) {
    xero.maintenance(times);
  }

  /** The next calls of this path are answered with this and do nothing. */
  public void failNext(String pathPrefix, int status, String body, String contentType, int times) {
    xero.faults()
        .fail(null, pathPrefix, new Reply(status, contentType, Map.of(), body, null), times);
  }

  /** The next lists are answered with this. */
  public void failNextList(int status, String body, String contentType, int times) {
    failNext(API, status, body, contentType, times);
  }

  /** The next refreshes do what they should, then the connection is cut in place of an answer. */
  public void loseNextTokenAnswer(int times) {
    xero.faults().loseReply("POST", "/connect/token", times);
  }

  /** Faults that have not struck yet are forgotten. */
  public void clearFaults() {
    xero.faults().clear();
  }

  /** Lets that much time pass at once: for expiry, grace and limits. */
  public void advanceClock(Duration by) {
    xero.advanceClock(by);
  }
}
