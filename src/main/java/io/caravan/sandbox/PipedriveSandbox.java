package io.caravan.sandbox;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Written;
import io.caravan.sandbox.pipedrive.Around;
import io.caravan.sandbox.pipedrive.Pipedrive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The state of the Pipedrive stand-in and what can go wrong with it. Everything a test asks or
 * orders here can be asked and ordered over HTTP too, see {@link Controls}.
 */
public final class PipedriveSandbox {

  /** The app that may log in. */
  public static final String CLIENT_ID = Pipedrive.CLIENT_ID;

  public static final String CLIENT_SECRET = Pipedrive.CLIENT_SECRET;

  /** The personal token for the header {@code x-api-token}. */
  public static final String API_TOKEN = Pipedrive.API_TOKEN;

  private static final String API = "/api/";
  private static final String JSON = "application/json; charset=utf-8";

  private final Pipedrive pipedrive;
  private final URI address;

  PipedriveSandbox(Pipedrive pipedrive, URI address) {
    this.pipedrive = pipedrive;
    this.address = address;
  }

  /** The deals that are not deleted, in the order of their ids, as API v2 shows them. */
  public List<Map<String, Object>> deals() {
    return pipedrive.deals();
  }

  /** How many deals are not deleted; the quick way to ask where there are many. */
  public int dealCount() {
    return pipedrive.dealCount();
  }

  /** The persons that are not deleted, by id, as API v2 shows them. */
  public List<Map<String, Object>> persons() {
    return pipedrive.around().persons();
  }

  /** The activities that are not deleted, by id, as API v2 shows them. */
  public List<Map<String, Object>> activities() {
    return pipedrive.around().activities();
  }

  /** The notes that are not deleted, by id, as API v1 shows them. */
  public List<Map<String, Object>> notes() {
    return pipedrive.around().notes();
  }

  /** Persons, activities and notes as a person at the screen sees and changes them. */
  public Around screen() {
    return pipedrive.around();
  }

  /** Every call that changed something, in order; refused calls are not among them. */
  public List<Mutation> ledger() {
    return pipedrive.ledger().written().stream().map(PipedriveSandbox::mutation).toList();
  }

  /** How many deals were created by calls. */
  public int created() {
    return created("deal");
  }

  /** How many records of a type, such as {@code activity}, were created by calls. */
  public int created(String type) {
    return count(Reply.Kind.CREATED, type);
  }

  /** How many times a record of a type was changed by a call. */
  public int updated(String type) {
    return count(Reply.Kind.UPDATED, type);
  }

  /** How many times a deal was changed by a call. */
  public int updated() {
    return updated("deal");
  }

  /** How many times a deal was deleted by a call. */
  public int deleted() {
    return count(Reply.Kind.DELETED, "deal");
  }

  /** How many calls came that wanted to write, refused and failed ones too. */
  public int writeCalls() {
    return pipedrive.ledger().writeCalls();
  }

  /** How many API calls came, refused and failed ones too; logins are not counted. */
  public int calls() {
    return pipedrive.ledger().calls();
  }

  /** How many times a token was asked for. */
  public int tokenCalls() {
    return pipedrive.tokenCalls();
  }

  /**
   * Tokens as a login yields them: {@code access_token}, {@code refresh_token}, {@code api_domain}
   * and the rest.
   */
  public Map<String, Object> login() {
    return pipedrive.login(address.toString());
  }

  /** A person at the screen creates a deal; fields as in the API. */
  public long createDeal(Map<String, ?> fields) {
    return pipedrive.createDeal(fields);
  }

  /** A person at the screen changes a deal. */
  public void changeDeal(long id, Map<String, ?> fields) {
    pipedrive.changeDeal(id, fields);
  }

  /** A person at the screen deletes a deal. */
  public void deleteDeal(long id) {
    pipedrive.deleteDeal(id);
  }

  /** A person at the screen adds a custom field; yields its code of 40 digits. */
  public String addDealField(String name, String type) {
    return pipedrive.addDealField(name, type);
  }

  /**
   * The next calls do what they should, then the connection is cut in place of an answer. Calls
   * that are refused are not struck.
   */
  public void loseReplyOfNext(String method, String pathPrefix, int times) {
    pipedrive.faults().loseReply(method, pathPrefix, times);
  }

  /** The next API calls change nothing and are answered with this. */
  public void failNext(
      int status, String body, String contentType, Map<String, String> headers, int times) {
    failNext(null, API, status, body, contentType, headers, times);
  }

  /**
   * The next calls of this method (null: any) and path change nothing and are answered with this.
   */
  public void failNext(
      String method,
      String pathPrefix,
      int status,
      String body,
      String contentType,
      Map<String, String> headers,
      int times) {
    Reply reply = new Reply(status, contentType, Map.copyOf(headers), body, null);
    pipedrive.faults().fail(method, pathPrefix, reply, times);
  }

  /** The next calls do what they should and are answered with 500 all the same. */
  public void failAfterMutation(String method, String pathPrefix, int times) {
    String body =
        "{\"success\":false,\"error\":\"Internal server error\",\"errorCode\":500,\"data\":null}";
    Reply reply = new Reply(500, JSON, Map.of(), body, null);
    pipedrive.faults().failAfterwards(method, pathPrefix, reply, times);
  }

  /**
   * The next calls do what they should and are answered late; the clock that can be turned has no
   * part in it.
   */
  public void delayNext(String method, String pathPrefix, Duration delay, int times) {
    pipedrive.faults().delay(method, pathPrefix, delay, times);
  }

  /** Faults that have not struck yet are forgotten. */
  public void clearFaults() {
    pipedrive.faults().clear();
  }

  /** How many calls are still to be struck by a fault. */
  public int faultsWaiting() {
    return pipedrive.faults().waiting();
  }

  /** Every access token given out so far is refused with 401; refresh tokens stay good. */
  public void expireAccessTokens() {
    pipedrive.expireAccessTokens();
  }

  /**
   * The company removes the app: no token is good any more, a refresh yields {@code invalid_grant}.
   */
  public void revokeGrant() {
    pipedrive.revokeGrant();
  }

  /**
   * Whether a refresh token dies with its first use, or stays good for 30 minutes as at Pipedrive.
   */
  public void strictSingleUse(boolean strict) {
    pipedrive.strictSingleUse(strict);
  }

  /** The next person asked for consent says no. */
  public void denyNextConsent() {
    pipedrive.denyNextConsent();
  }

  /**
   * How many calls are allowed in any two seconds; at first 480 with a login, 120 with the API
   * token.
   */
  public void setBurstLimit(int callsPer2Seconds) {
    pipedrive.burstLimit(callsPer2Seconds);
  }

  /** How many searches are allowed in any two seconds; at first 10. */
  public void setSearchLimit(int callsPer2Seconds) {
    pipedrive.searchLimit(callsPer2Seconds);
  }

  /** How many tokens may be spent a day, by the price of each call; at first 210,000. */
  public void setDailyBudget(long tokens) {
    pipedrive.dailyBudget(tokens);
  }

  /** Lets that much time pass at once: for expiry, grace and limits. */
  public void advanceClock(Duration by) {
    pipedrive.advanceClock(by);
  }

  private int count(Reply.Kind kind, String type) {
    return (int)
        pipedrive.ledger().written().stream()
            .map(Written::change)
            .filter(change -> change.kind() == kind && change.type().equals(type))
            .count();
  }

  private static Mutation mutation(Written call) {
    return new Mutation(call.method(), call.path(), call.body(), call.change().id());
  }
}
