package io.caravan.auth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;

/**
 * What is kept of a login. Times are seconds since 1970; 0 stands for never.
 *
 * @param generation grows with each new token pair
 * @param apiDomain the address the provider told, unchecked; null when it told none
 * @param previousRefreshToken the token before the last renewal; some providers still take it for
 *     half an hour when their answer was lost
 * @param refreshingSince set while a renewal is under way: found at rest, it says that one was cut
 *     off and nobody knows whether it counted
 * @param retryAt no renewal before this moment, after one that failed
 * @param ended why only a person can help; null while the login is alive
 * @param begunWith fingerprint of the refresh token in the settings that it began with, so that the
 *     same one is not tried again when it is dead; null for a login in the browser
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Login(
    long generation,
    String accessToken,
    String refreshToken,
    long issuedAt,
    long expiresAt,
    String scope,
    String apiDomain,
    String previousRefreshToken,
    long previousUntil,
    long refreshingSince,
    long retryAt,
    String ended,
    String begunWith) {

  private static final Duration GRACE = Duration.ofMinutes(30);
  private static final Duration EARLY = Duration.ofMinutes(5);

  /** The first tokens of a new login. */
  static Login first(Grant grant, Instant now) {
    return new Login(
        now.toEpochMilli(),
        grant.accessToken(),
        grant.refreshToken(),
        now.getEpochSecond(),
        now.plus(grant.life()).getEpochSecond(),
        grant.scope(),
        grant.apiDomain(),
        null,
        0,
        0,
        0,
        null,
        null);
  }

  /**
   * A login without an access token: it is made with the first call.
   *
   * @param refreshToken null when it will be made with user and password
   */
  static Login begunWith(String refreshToken, String fingerprint, Instant now) {
    long second = now.getEpochSecond();
    return new Login(
        now.toEpochMilli(),
        null,
        refreshToken,
        second,
        second,
        null,
        null,
        null,
        0,
        0,
        0,
        null,
        fingerprint);
  }

  /** The same login with the tokens of a renewal. What the answer leaves out stays as it was. */
  Login renewed(Grant grant, Instant now) {
    boolean rotated = grant.refreshToken() != null && !grant.refreshToken().equals(refreshToken);
    return new Login(
        generation + 1,
        grant.accessToken(),
        rotated ? grant.refreshToken() : refreshToken,
        now.getEpochSecond(),
        now.plus(grant.life()).getEpochSecond(),
        grant.scope() == null ? scope : grant.scope(),
        grant.apiDomain() == null ? apiDomain : grant.apiDomain(),
        rotated ? refreshToken : previousRefreshToken,
        rotated ? now.plus(GRACE).getEpochSecond() : previousUntil,
        0,
        0,
        null,
        begunWith);
  }

  /** The same tokens, to be renewed before their first use. */
  Login stale() {
    return new Login(
        generation,
        accessToken,
        refreshToken,
        issuedAt,
        issuedAt,
        scope,
        apiDomain,
        previousRefreshToken,
        previousUntil,
        refreshingSince,
        retryAt,
        ended,
        begunWith);
  }

  /** Marks that a renewal begins. */
  Login refreshing(Instant now) {
    return with(now.getEpochSecond(), 0, null);
  }

  /** Marks that a renewal failed without an answer that counts. */
  Login failed(Instant next) {
    return with(refreshingSince, next.getEpochSecond(), null);
  }

  /** Marks that only a person can help. */
  Login ended(String why) {
    return with(0, 0, why);
  }

  private Login with(long refreshing, long retry, String end) {
    return new Login(
        generation,
        accessToken,
        refreshToken,
        issuedAt,
        expiresAt,
        scope,
        apiDomain,
        previousRefreshToken,
        previousUntil,
        refreshing,
        retry,
        end,
        begunWith);
  }

  boolean hasEnded() {
    return ended != null;
  }

  boolean expired(Instant now) {
    return now.getEpochSecond() >= expiresAt;
  }

  /**
   * Whether it is time to renew: a fifth of the life is left, or five minutes of a life that is
   * long enough for that.
   */
  boolean due(Instant now) {
    long life = expiresAt - issuedAt;
    long margin = Math.max(life / 5, Math.min(EARLY.toSeconds(), life / 2));
    return now.getEpochSecond() >= expiresAt - margin;
  }

  boolean previousStillCounts(Instant now) {
    return previousRefreshToken != null && now.getEpochSecond() < previousUntil;
  }

  @Override
  public String toString() {
    return "Login[generation " + generation + "]";
  }
}
