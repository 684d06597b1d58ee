package io.caravan.sandbox.xero;

import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Ledger;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.SandboxClock;
import io.caravan.sandbox.http.Vendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Xero for one app: its login, the organisations that are connected to it, their books. */
public final class Xero implements Vendor {

  public static final String CLIENT_ID = "sandbox-xero-client";
  public static final String CLIENT_SECRET = "sandbox-xero-client-secret";

  /** Every right that the lists of the sandbox ask for, and the one that keeps a login alive. */
  public static final String ALL_SCOPES =
      "offline_access accounting.invoices.read accounting.payments.read"
          + " accounting.banktransactions.read accounting.contacts.read accounting.settings.read"
          + " accounting.budgets.read accounting.journals.read";

  private static final String API = "/api.xro/2.0/";

  private final SandboxClock clock = new SandboxClock();
  private final Faults faults = new Faults();
  private final Grants grants = new Grants(clock);
  private final Identity identity = new Identity(grants);
  private final Limits limits = new Limits(clock);
  private final Lists lists = new Lists(clock);
  private final Ledger ledger = new Ledger();
  private final AtomicInteger tokenCalls = new AtomicInteger();
  private final List<Books> connected = new CopyOnWriteArrayList<>(Seed.organisations());

  @Override
  public boolean serves(String path) {
    return path.startsWith("/identity/")
        || path.startsWith("/connect/")
        || path.equalsIgnoreCase("/connections")
        || path.startsWith(API);
  }

  @Override
  public Reply answer(Request request) {
    if (request.path().startsWith("/connect/") || request.path().startsWith("/identity/")) {
      return identity.answer(request);
    }
    try {
      Set<String> scopes =
          grants.scopes(
              request
                  .header("authorization")
                  .filter(value -> value.startsWith("Bearer "))
                  .map(value -> value.substring("Bearer ".length()))
                  .orElse(""));
      return request.path().startsWith(API) ? read(request, scopes) : connections();
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  private Reply connections() {
    List<Object> all = new ArrayList<>();
    for (Books books : connected) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", books.connectionId());
      json.put("authEventId", "d99ecdfe-391d-43d2-b834-17636ba90e8d");
      json.put("tenantId", books.tenantId());
      json.put("tenantType", "ORGANISATION");
      json.put("tenantName", books.name());
      // The vendor leaves the zone out here, against its own schema.
      json.put("createdDateUtc", "2025-01-02T03:04:05.6789000");
      json.put("updatedDateUtc", "2025-01-02T03:04:05.6809000");
      all.add(json);
    }
    return Reply.json(200, all);
  }

  private Reply read(Request request, Set<String> scopes) {
    String[] path = request.path().substring(API.length()).split("/");
    Kind kind = Kind.at(path[0]).orElseThrow(Refused::notFound);
    Books books =
        request
            .header("xero-tenant-id")
            .flatMap(this::books)
            .filter(found -> scopes.contains(kind.scope()))
            .orElseThrow(Refused::forbidden);
    Map<String, String> left = limits.charge(books.tenantId());
    if (!request.header("accept").orElse("").contains("application/json")) {
      throw Refused.xml();
    }
    try {
      boolean oneBudget = kind == Kind.BUDGETS && path.length == 2;
      if (!request.method().equals("GET") || (path.length > 1 && !oneBudget)) {
        throw Refused.notFound();
      }
      Reply reply =
          oneBudget ? lists.budget(books, path[1], request) : lists.list(books, kind, request);
      return reply.with(left);
    } catch (Refused refused) {
      return refused.reply().with(left);
    }
  }

  private Optional<Books> books(String tenantId) {
    return connected.stream().filter(books -> books.tenantId().equals(tenantId)).findFirst();
  }

  private Books required(String tenantId) {
    return books(tenantId)
        .orElseThrow(() -> new IllegalArgumentException("No organisation " + tenantId));
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public void heard(Exchange exchange) {
    if (exchange.request().path().startsWith("/connect/")) {
      tokenCalls.incrementAndGet();
    } else if (exchange.request().path().startsWith(API)) {
      ledger.note(exchange);
    }
  }

  /** The calls to the accounting API; logins and connections are not among them. */
  public Ledger ledger() {
    return ledger;
  }

  public int tokenCalls() {
    return tokenCalls.get();
  }

  /** The organisations by their tenant ids, in order. */
  public Map<String, String> tenants() {
    Map<String, String> tenants = new LinkedHashMap<>();
    connected.forEach(books -> tenants.put(books.tenantId(), books.name()));
    return tenants;
  }

  /** Every record of a list, archived ones too, as a paged call would show it. */
  public List<Map<String, Object>> records(String tenantId, Kind kind) {
    return required(tenantId).all(kind).stream().map(entry -> entry.json(true)).toList();
  }

  /** A person at the screen enters a record; its id is made when there is none. */
  public String add(String tenantId, Kind kind, Map<String, ?> fields) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.putIfAbsent(kind.id(), UUID.randomUUID().toString());
    required(tenantId).add(kind, all, clock.instant());
    return all.get(kind.id()).toString();
  }

  /** A person at the screen changes a record. */
  public void change(String tenantId, Kind kind, String id, Map<String, ?> changes) {
    required(tenantId).change(kind, id, changes, clock.instant());
  }

  /** Another organisation, with empty books; yields its tenant id. */
  public String connect(String name) {
    String tenantId = Seed.id(name);
    connected.add(Books.named(tenantId, Seed.id(name + " connection"), name));
    return tenantId;
  }

  /** The person takes an organisation away from the app. */
  public void disconnect(String tenantId) {
    connected.remove(required(tenantId));
  }

  /** Tokens as a login would yield them. */
  public Map<String, Object> login(String scopes) {
    return grants.issue(scopes);
  }

  public void expireAccessTokens() {
    grants.expireAccessTokens();
  }

  public void revokeGrant() {
    grants.revoke();
  }

  public void minuteLimit(int calls) {
    limits.minute(calls);
  }

  public void dayLimit(int calls) {
    limits.day(calls);
  }

  public void appMinuteLimit(int calls) {
    limits.appMinute(calls);
  }

  /** The next calls to the accounting API are refused for too many at once. */
  public void tooManyAtOnce(int times) {
    faults.fail(null, API, Refused.tooManyReply("concurrent", Map.of()), times);
  }

  /** The organisations are offline for the next calls. */
  public void maintenance(int times) {
    faults.fail(null, API, Refused.maintenance(), times);
  }

  public void advanceClock(Duration by) {
    clock.advance(by);
  }
}
