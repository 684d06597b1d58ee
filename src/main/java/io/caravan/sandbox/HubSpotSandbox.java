package io.caravan.sandbox;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.hubspot.HubSpot;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The state of the HubSpot stand-in and what can go wrong with it. The records are named by their
 * kind, as in the paths of the API ({@code contacts}, {@code deals}), and by their id.
 */
public final class HubSpotSandbox {

  /** The token of a private app. */
  public static final String TOKEN = HubSpot.TOKEN;

  /** The app that may log in. */
  public static final String CLIENT_ID = HubSpot.CLIENT_ID;

  public static final String CLIENT_SECRET = HubSpot.CLIENT_SECRET;

  private final HubSpot hubspot;

  HubSpotSandbox(HubSpot hubspot) {
    this.hubspot = hubspot;
  }

  /** How many API calls came, refused and failed ones too; logins are not counted. */
  public int calls() {
    return hubspot.ledger().calls();
  }

  /** Tokens as a login yields them. */
  public Map<String, Object> login() {
    return hubspot.login();
  }

  /** Whether each refresh yields another refresh token and ends the one before. */
  public void rotateRefreshTokens(boolean on) {
    hubspot.rotateRefreshTokens(on);
  }

  /** Every access token of a login is refused from now on; refresh tokens stay good. */
  public void expireAccessTokens() {
    hubspot.expireAccessTokens();
  }

  /** The account removes the app: a refresh yields {@code invalid_grant}. */
  public void revokeGrant() {
    hubspot.revokeGrant();
  }

  /** A person at the screen creates a record. */
  public long create(String type, Map<String, String> properties) {
    return hubspot.create(type, properties);
  }

  /** A person at the screen changes a record; an empty text clears a property. */
  public void change(String type, long id, Map<String, String> properties) {
    hubspot.change(type, id, properties);
  }

  /** A person at the screen deletes a record: it is archived, and can be restored. */
  public void archive(String type, long id) {
    hubspot.archive(type, id);
  }

  public void restore(String type, long id) {
    hubspot.restore(type, id);
  }

  /** The record is gone for good, with its links: no list has it any more. */
  public void purge(String type, long id) {
    hubspot.purge(type, id);
  }

  /**
   * Links two records. The records themselves count as unchanged.
   *
   * @param label {@code Primary} or a label of the account; null for a plain link
   */
  public void link(String type, long id, String toType, long toId, String label) {
    hubspot.link(type, id, toType, toId, label);
  }

  public void unlink(String type, long id, String toType, long toId) {
    hubspot.unlink(type, id, toType, toId);
  }

  /** The ids of the records of a kind that are not archived, in order. */
  public List<Long> ids(String type) {
    return hubspot.ids(type, false);
  }

  /** The ids of the archived records of a kind, in order. */
  public List<Long> archivedIds(String type) {
    return hubspot.ids(type, true);
  }

  /** The ids a record is linked to, in order. */
  public List<Long> linked(String type, long id, String toType) {
    return hubspot.linked(type, id, toType);
  }

  /** How many links of one record an answer holds at most; at first 500. */
  public void setAssociationPage(int links) {
    hubspot.associationPage(links);
  }

  /** Adds text properties {@code custom_001}, {@code custom_002}, ... to a kind of records. */
  public void addProperties(String type, int count) {
    hubspot.addProperties(type, count);
  }

  /** Yields the id of the owner. */
  public long addOwner(String email, String firstName, String lastName) {
    return hubspot.addOwner(email, firstName, lastName);
  }

  public void archiveOwner(long id) {
    hubspot.archiveOwner(id);
  }

  /** The ids of all owners, archived ones too. */
  public List<Long> owners() {
    return hubspot.owners();
  }

  public void addTeam(String name) {
    hubspot.addTeam(name);
  }

  /** Gives a pipeline of {@code deals} or {@code tickets} another name. */
  public void renamePipeline(String type, String id, String label) {
    hubspot.renamePipeline(type, id, label);
  }

  /** Yields the id of the form. */
  public String addForm(String name) {
    return hubspot.addForm(name);
  }

  public void archiveForm(String id) {
    hubspot.archiveForm(id);
  }

  /** The ids of the forms that are not archived. */
  public List<String> forms() {
    return hubspot.forms();
  }

  /** Somebody sends a form; yields the id of the conversion. */
  public String submit(String form, String email) {
    return hubspot.submit(form, email);
  }

  /** How often a form was sent. */
  public int submissions(String form) {
    return hubspot.submissions(form);
  }

  /** The visits of a day from {@code direct}, {@code organic}, ... are counted anew. */
  public void correctTraffic(LocalDate day, String source, long visits) {
    hubspot.correctTraffic(day, source, visits);
  }

  /** Calls that need this scope are refused with 403 from now on. */
  public void withdrawScope(String scope) {
    hubspot.withdrawScope(scope);
  }

  public void grantScope(String scope) {
    hubspot.grantScope(scope);
  }

  /** The next calls of this method (null: any) and path are answered with this. */
  public void failNext(
      String method,
      String pathPrefix,
      int status,
      String body,
      String contentType,
      Map<String, String> headers,
      int times) {
    Reply reply = new Reply(status, contentType, Map.copyOf(headers), body, null);
    hubspot.faults().fail(method, pathPrefix, reply, times);
  }

  /** Faults that have not struck yet are forgotten. */
  public void clearFaults() {
    hubspot.faults().clear();
  }

  /** How many calls are still to be struck by a fault. */
  public int faultsWaiting() {
    return hubspot.faults().waiting();
  }

  /** How many calls are allowed in any ten seconds; at first 190. Searches do not count. */
  public void setBurstLimit(int callsPer10Seconds) {
    hubspot.burstLimit(callsPer10Seconds);
  }

  /** How many searches are allowed in any second; at first 5. */
  public void setSearchLimit(int callsPerSecond) {
    hubspot.searchLimit(callsPerSecond);
  }

  /** How many calls are allowed a day; at first 650,000. */
  public void setDailyLimit(long calls) {
    hubspot.dailyLimit(calls);
  }

  /** Lets that much time pass at once: for expiry and limits. */
  public void advanceClock(Duration by) {
    hubspot.advanceClock(by);
  }
}
