package io.caravan.sandbox;

import io.caravan.sandbox.gooddata.GoodData;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Written;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The state of the GoodData stand-in and what can go wrong with it. It begins with an organisation
 * that has neither data sources nor workspaces; what is executed there is computed from the
 * PostgreSQL that a data source leads to.
 */
public final class GoodDataSandbox {

  /** The API token. */
  public static final String TOKEN = GoodData.TOKEN;

  /** Where the organisation lies below the address of the sandbox. */
  public static final String BASE = GoodData.BASE;

  private static final String API = BASE + "/api/v1";

  private final GoodData organization;

  GoodDataSandbox(GoodData organization) {
    this.organization = organization;
  }

  void close() {
    organization.close();
  }

  /**
   * Data sources without their secrets, and every workspace with its models under {@code workspace
   * <id>}.
   */
  public Map<String, Object> everything() {
    return organization.everything();
  }

  /** What stands in {@code ldm} and {@code analytics} of a workspace becomes this. */
  public void put(String workspace, Map<String, Object> ldm, Map<String, Object> analytics) {
    organization.put(workspace, ldm, analytics);
  }

  /** A workspace is gone. */
  public void remove(String workspace) {
    organization.remove(workspace);
  }

  /** Somebody changes some attributes of a data source. */
  public void changeDataSource(String id, Map<String, Object> attributes) {
    organization.changeDataSource(id, attributes);
  }

  /** A data source is gone. */
  public void removeDataSource(String id) {
    organization.removeDataSource(id);
  }

  /** Every call that changed something. */
  public List<Written> written() {
    return organization.ledger().written();
  }

  /** How many calls came, refused ones too. */
  public int calls() {
    return organization.ledger().calls();
  }

  /** How often somebody told of new data of a data source. */
  public int notifications(String dataSource) {
    return organization.notifications(dataSource);
  }

  /**
   * The next calls that begin like this are refused and change nothing.
   *
   * @param method null for any
   * @param path below {@code /api/v1}
   */
  public void failNext(String method, String path, int status, int times) {
    String body =
        "{\"title\":\"Sandbox\",\"status\":%d,\"detail\":\"as the test wants it\",\"traceId\":\"5a9dbc\"}"
            .formatted(status);
    Reply reply = new Reply(status, "application/problem+json", Map.of(), body, null);
    organization.faults().fail(method, API + path, reply, times);
  }

  /** The next calls that begin like this are answered with 429 and this many seconds to wait. */
  public void limitNext(String path, int seconds, int times) {
    Reply reply = Reply.empty(429).with(Map.of("Retry-After", String.valueOf(seconds)));
    organization.faults().fail(null, API + path, reply, times);
  }

  /** The next calls that begin like this do their work, and the connection is cut. */
  public void loseReply(String method, String path, int times) {
    organization.faults().loseReply(method, API + path, times);
  }

  /** The next calls that begin like this are answered late. */
  public void delayNext(String method, String path, Duration delay, int times) {
    organization.faults().delay(method, API + path, delay, times);
  }

  /** Faults that have not struck yet are forgotten. */
  public void clearFaults() {
    organization.faults().clear();
  }
}
