package io.caravan.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param contentType null when there is no body
 * @param change what the call changed, null when it changed nothing
 */
public record Reply(
    int status, String contentType, Map<String, String> headers, String body, Change change) {

  /**
   * What a call did to the vendor's data.
   *
   * @param id the record it touched, null when the vendor gave none
   */
  public record Change(Kind kind, String type, Long id) {}

  /** How a record was touched. */
  public enum Kind {
    CREATED,
    UPDATED,
    DELETED
  }

  /** An answer in JSON. */
  public static Reply json(int status, Object value) {
    return new Reply(status, "application/json; charset=utf-8", Map.of(), Json.write(value), null);
  }

  /** An answer with nothing in it. */
  public static Reply empty(int status) {
    return new Reply(status, null, Map.of(), "", null);
  }

  /** The same answer with these headers added. */
  public Reply with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Reply(status, contentType, all, body, change);
  }

  /** The same answer, of a call that changed something. */
  public Reply changing(Kind kind, String type, Long id) {
    return after(new Change(kind, type, id));
  }

  /** The same answer, of a call that changed this, or nothing when it is null. */
  Reply after(Change made) {
    return new Reply(status, contentType, headers, body, made);
  }
}
