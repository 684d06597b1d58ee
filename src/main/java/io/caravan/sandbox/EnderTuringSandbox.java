package io.caravan.sandbox;

import io.caravan.sandbox.enderturing.EnderTuring;
import io.caravan.sandbox.http.Reply;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The state of the Ender Turing stand-in and what can go wrong with it. It begins with 45 days of
 * sessions up to today. Lists are named as in the API: {@code agents}, {@code agent-groups}, {@code
 * categories}, {@code labels}, {@code scorecards}, {@code tags}, {@code users}, {@code sessions};
 * what belongs to a session is {@code scores}, {@code summary}, {@code comments}, {@code
 * transcripts} and {@code additional_info}.
 */
public final class EnderTuringSandbox {

  /** Who may log in. */
  public static final String USER = EnderTuring.USER;

  public static final String PASSWORD = EnderTuring.PASSWORD;

  /** The token a person made at the screen. */
  public static final String TOKEN = EnderTuring.TOKEN;

  /** Where the service lies below the address of the sandbox. */
  public static final String BASE = EnderTuring.BASE;

  private static final String API = BASE + "/api/v1/";

  private final EnderTuring service;

  EnderTuringSandbox(EnderTuring service) {
    this.service = service;
  }

  /** Every record of a list with all its fields. */
  public List<Map<String, Object>> records(String list) {
    return service.records(list);
  }

  /** Adds a record, or puts it in the place of the one with its id. */
  public void put(String list, Map<String, Object> record) {
    service.put(list, record);
  }

  /** Changes fields of a record. */
  public void change(String list, Object id, Map<String, ?> fields) {
    service.change(list, id.toString(), fields);
  }

  public void delete(String list, Object id) {
    service.delete(list, id.toString());
  }

  /** What belongs to a session. */
  public Object detail(String kind, String session) {
    return service.detail(kind, session);
  }

  public void setDetail(String kind, String session, Object value) {
    service.setDetail(kind, session, value);
  }

  /** The day of the last sessions: it stays where it was when midnight passes. */
  public LocalDate today() {
    return service.today();
  }

  /** Adds so many sessions to each of so many days before today. */
  public void grow(int days, int perDay) {
    service.grow(days, perDay);
  }

  /** How many API calls came, refused ones too; logins are not counted. */
  public int calls() {
    return service.ledger().calls();
  }

  /** How many times somebody wanted to log in. */
  public int logins() {
    return service.logins();
  }

  /** How many hits of one question are shown: 10,000 at first. */
  public void setMostHits(int most) {
    service.mostHits(most);
  }

  /** How long tokens of later logins are good: an hour at first. */
  public void setTokenLife(Duration life) {
    service.tokenLife(life);
  }

  /** Another password is the right one from now on. */
  public void setPassword(String password) {
    service.password(password);
  }

  /** Every token of a login so far is refused with 401. */
  public void expireAccessTokens() {
    service.expireAccessTokens();
  }

  /** The next calls whose path begins like this below /api/v1/ are answered with this. */
  public void failNext(String path, int status, String body, int times) {
    Reply reply = new Reply(status, "application/json", Map.of(), body, null);
    service.faults().fail(null, API + path, reply, times);
  }

  /** The next calls whose path begins like this are answered late. */
  public void delayNext(String path, Duration delay, int times) {
    service.faults().delay("GET", API + path, delay, times);
  }

  /** Faults that have not struck yet are forgotten. */
  public void clearFaults() {
    service.faults().clear();
  }

  /** Lets that much time pass at once, for tokens. */
  public void advanceClock(Duration by) {
    service.advanceClock(by);
  }
}
