package io.caravan.http;

import io.caravan.auth.Credential;
import java.time.Duration;

/** One call with all its tries: what is asked, and how far it got. */
final class Call {

  private final String account;
  private final String method;
  private final String path;
  private final String query;
  private final String body;
  private final boolean repeatable;
  private Credential credential;
  private Duration waited = Duration.ZERO;
  private int tries;
  private boolean renewed;

  Call(String account, String method, String path, String query, String body, boolean repeatable) {
    this.account = account;
    this.method = method;
    this.path = path;
    this.query = query;
    this.body = body;
    this.repeatable = repeatable;
  }

  String account() {
    return account;
  }

  String path() {
    return path;
  }

  String query() {
    return query;
  }

  String body() {
    return body;
  }

  /** Whether doing it twice does no harm. */
  boolean repeatable() {
    return repeatable;
  }

  /** Whether it changes something on the other side. */
  boolean writes() {
    return !method.equals("GET");
  }

  boolean deletes() {
    return method.equals("DELETE");
  }

  Credential credential() {
    return credential;
  }

  void with(Credential used) {
    credential = used;
  }

  /** Adds a pause and returns all pauses so far. */
  Duration waited(Duration pause) {
    waited = waited.plus(pause);
    return waited;
  }

  /** Counts a failed try and returns how many there were. */
  int failed() {
    return ++tries;
  }

  /** True the first time only: a call gets one new token, not a loop of them. */
  boolean mayRenew() {
    boolean first = !renewed;
    renewed = true;
    return first;
  }

  /** Where it goes, for people. */
  String at() {
    return account + ": " + this;
  }

  /** Method and path, for people. Never the query: it may hold what a person typed. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
