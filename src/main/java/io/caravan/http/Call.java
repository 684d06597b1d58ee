package io.caravan.http;

import io.caravan.auth.Credential;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One call with all its tries: what is asked, and how far it got. */
final class Call {

  /** A thing that was renamed twice answers twice; more is a circle. */
  private static final int MOST_MOVES = 3;

  private final String account;
  private final String method;
  private String path;
  private String query;
  private final Map<String, String> headers;
  private final String body;
  private final boolean repeatable;
  private final boolean writes;
  private final String bucket;
  private Credential credential;
  private URI uri;
  private Duration waited = Duration.ZERO;
  private int tries;
  private int moves;
  private boolean renewed;
  private boolean holdsRoom;

  Call(
      String account,
      String method,
      String path,
      String query,
      Map<String, String> headers,
      String body,
      boolean repeatable,
      boolean writes,
      String bucket) {
    this.account = account;
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.repeatable = repeatable;
    this.writes = writes;
    this.bucket = bucket;
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

  /** What is sent beside login and content type. */
  Map<String, String> headers() {
    return headers;
  }

  String body() {
    return body;
  }

  /** The limit of the account that it counts for beside the common one; empty for none. */
  String bucket() {
    return bucket;
  }

  /** An answer names the address at which to go on. One without a query means the same query. */
  void moveTo(String location) {
    path = location;
    query = location.indexOf('?') < 0 ? query : "";
    moves++;
  }

  /** Whether to go on there; a call that is sent on again and again goes in circles. */
  boolean follow() {
    return moves <= MOST_MOVES;
  }

  void holdRoom() {
    holdsRoom = true;
  }

  /** True once for each {@link #holdRoom}. */
  boolean givesUpRoom() {
    boolean held = holdsRoom;
    holdsRoom = false;
    return held;
  }

  /** Whether doing it twice does no harm. */
  boolean repeatable() {
    return repeatable;
  }

  /** Whether it changes something on the other side. */
  boolean writes() {
    return writes;
  }

  boolean deletes() {
    return method.equals("DELETE");
  }

  Credential credential() {
    return credential;
  }

  /** The address of the present try, without the query of the call. */
  URI uri() {
    return uri;
  }

  void with(Credential used, URI at) {
    credential = used;
    uri = at;
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
    return method + " " + path.split("\\?", 2)[0];
  }
}
