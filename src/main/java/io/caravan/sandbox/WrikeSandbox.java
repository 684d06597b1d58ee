package io.caravan.sandbox;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.wrike.Wrike;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The state of the Wrike stand-in and what can go wrong with it. It begins with the same records
 * every time. Lists are named as in the API: {@code tasks}, {@code folders}, {@code contacts},
 * {@code timelogs}, {@code workflows}, {@code customfields}, {@code audit_log}.
 */
public final class WrikeSandbox {

  /** The app that may log in. */
  public static final String CLIENT_ID = Wrike.CLIENT_ID;

  public static final String CLIENT_SECRET = Wrike.CLIENT_SECRET;

  /** The token a person made at the screen. */
  public static final String PERMANENT_TOKEN = Wrike.PERMANENT_TOKEN;

  private static final String API = "/api/v4/";

  private final Wrike wrike;

  WrikeSandbox(Wrike wrike) {
    this.wrike = wrike;
  }

  /** Every record of a list with all its fields, deleted ones too. */
  public List<Map<String, Object>> records(String list) {
    return wrike.records(list);
  }

  /** A person at the screen adds a record; yields its id. */
  public String add(String list, Map<String, ?> fields) {
    return wrike.add(list, fields);
  }

  /** A person at the screen changes a record; null takes a field away. */
  public void change(String list, String id, Map<String, ?> fields) {
    wrike.change(list, id, fields);
  }

  /** A person at the screen deletes a record; tasks and folders lie in the recycle bin then. */
  public void delete(String list, String id) {
    wrike.delete(list, id);
  }

  /** How many API calls came, refused ones too; logins are not counted. */
  public int calls() {
    return wrike.ledger().calls();
  }

  /** How many times a token was asked for. */
  public int tokenCalls() {
    return wrike.tokenCalls();
  }

  /** Tokens as a login yields them, with the {@code host}. */
  public Map<String, Object> login() {
    return wrike.login();
  }

  /** Every access token given out so far is refused with 401; the refresh token stays good. */
  public void expireAccessTokens() {
    wrike.expireAccessTokens();
  }

  /** No token of a login is good any more; the permanent token is. */
  public void revokeGrant() {
    wrike.revokeGrant();
  }

  /** The next token is made and its answer is lost. */
  public void loseNextTokenAnswer() {
    wrike.faults().loseReply("POST", "/oauth2/token", 1);
  }

  /** How many calls any minute may have. */
  public void setCallsPerMinute(int most) {
    wrike.callsPerMinute(most);
  }

  /** Whether the account may read its audit log; it may at first. */
  public void setEnterprise(boolean on) {
    wrike.enterprise(on);
  }

  /** The next calls whose path begins like this below /api/v4/ are answered with this. */
  public void failNext(String path, int status, String body, String contentType, int times) {
    Reply reply = new Reply(status, contentType, Map.of(), body, null);
    wrike.faults().fail("GET", API + path, reply, times);
  }

  /** The next calls whose path begins like this are answered late. */
  public void delayNext(String path, Duration delay, int times) {
    wrike.faults().delay("GET", API + path, delay, times);
  }

  /** Faults that have not struck yet are forgotten. */
  public void clearFaults() {
    wrike.faults().clear();
  }

  /** Lets that much time pass at once, for tokens, limits and changes. */
  public void advanceClock(Duration by) {
    wrike.advanceClock(by);
  }
}
