package io.caravan.sandbox.gooddata;

import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Ledger;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Vendor;
import java.util.LinkedHashMap;
import java.util.Map;

/** One organisation at GoodData. */
public final class GoodData implements Vendor, AutoCloseable {

  public static final String TOKEN = "gooddata-sandbox-api-token";

  /** Below this the organisation lies; another vendor of the sandbox has the root. */
  public static final String BASE = "/gooddata";

  private static final String API = BASE + "/api/v1";
  private static final String ENTITIES = API + "/entities/";

  private final Faults faults = new Faults();
  private final Ledger ledger = new Ledger();
  private final Organization organization = new Organization();
  private final Database database = new Database();
  private final Calls calls;

  /**
   * @param host where the sandbox answers, such as {@code http://127.0.0.1:8080}
   */
  public GoodData(String host) {
    calls = new Calls();
    new EntityCalls(organization, host + API).addTo(calls);
    new LayoutCalls(organization).addTo(calls);
    new DataSourceCalls(organization).addTo(calls);
    new ExecutionCalls(organization, database).addTo(calls);
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(BASE + "/");
  }

  @Override
  public Reply answer(Request request) {
    if (!request.header("authorization").filter(("Bearer " + TOKEN)::equals).isPresent()) {
      return Refused.login();
    }
    try {
      if (!request.path().startsWith(API)) {
        throw Refused.notFound();
      }
      checkType(request);
      return calls.answer(request, request.path().substring(API.length()));
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  /** Layouts and actions know no other type than JSON; entities also know their own. */
  private static void checkType(Request request) {
    String type = request.header("content-type").orElse("application/json");
    boolean json = type.startsWith("application/json");
    boolean entity =
        request.path().startsWith(ENTITIES) && type.startsWith("application/vnd.gooddata.api+json");
    if (!request.body().isEmpty() && !json && !entity) {
      throw new Refused(
          415, "Unsupported Media Type", "Content-Type '" + type + "' is not supported.");
    }
  }

  /** The body as maps and lists. */
  static Map<String, Object> body(Request request) {
    return Json.read(request.body())
        .map(node -> Tree.map(Json.plain(node)))
        .orElseThrow(() -> Refused.bad("Failed to read request"));
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public void heard(Exchange exchange) {
    ledger.note(exchange);
  }

  /** Gives up the connections to databases. */
  @Override
  public void close() {
    database.close();
  }

  /** What was called and changed. */
  public Ledger ledger() {
    return ledger;
  }

  /** How often new data of a data source was told of. */
  public int notifications(String dataSource) {
    return organization.notifications(dataSource);
  }

  /** All that the organisation has, without secrets: what a person would see. */
  public Map<String, Object> everything() {
    return new LayoutCalls(organization).everything();
  }

  /** Puts a model into a workspace, as a person at the screen would. */
  public void put(String workspace, Map<String, Object> ldm, Map<String, Object> analytics) {
    if (!organization.hasWorkspace(workspace)) {
      organization.addWorkspace(workspace, Map.of("name", workspace), null);
    }
    organization.putLdm(workspace, ldm);
    organization.putAnalytics(workspace, analytics);
  }

  /** Some attributes of a data source become these. */
  public void changeDataSource(String id, Map<String, Object> attributes) {
    Map<String, Object> changed = new LinkedHashMap<>(organization.dataSource(id));
    changed.putAll(attributes);
    organization.putDataSource(id, changed);
  }

  /** A data source is gone. */
  public void removeDataSource(String id) {
    organization.removeDataSource(id);
  }

  /** Takes a workspace away, as a person at the screen would. */
  public void remove(String workspace) {
    organization.removeWorkspace(workspace);
  }
}
