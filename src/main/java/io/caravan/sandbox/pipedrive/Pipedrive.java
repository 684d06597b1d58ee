package io.caravan.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Ledger;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Routes;
import io.caravan.sandbox.http.SandboxClock;
import io.caravan.sandbox.http.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One company at Pipedrive: its login, its deals, persons, activities and notes, its limits. */
public final class Pipedrive implements Vendor {

  public static final String CLIENT_ID = "sandbox-client";
  public static final String CLIENT_SECRET = "sandbox-client-secret";
  public static final String API_TOKEN = "sandbox-api-token";

  private final SandboxClock clock = new SandboxClock();
  private final Faults faults = new Faults();
  private final Grants grants = new Grants(clock);
  private final RateLimits limits = new RateLimits(clock);
  private final Fields fields = Fields.ofDeals();
  private final DealStore deals = new DealStore(clock, fields);
  private final Around around = new Around(clock);
  private final Routes<Call> routes = new Routes<>();
  private final OAuth oauth;
  private final Ledger ledger = new Ledger();
  private final AtomicInteger tokenCalls = new AtomicInteger();

  /** A new, empty company whose calls go to this address. */
  public Pipedrive(String apiDomain) {
    oauth = new OAuth(grants, apiDomain);
    routes.add(
        "GET",
        "/api/v1/users/me",
        Call.priced(2),
        (request, id) -> Envelope.of(CurrentUser.json()));
    new DealCalls(deals, fields, clock).addTo(routes);
    new FieldCalls("dealField", fields).addTo(routes);
    around.addTo(routes);
    new SearchCalls(deals, fields).addTo(routes);
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith("/oauth/") || path.startsWith("/api/");
  }

  @Override
  public Reply answer(Request request) {
    if (request.path().startsWith("/oauth/")) {
      return oauth.answer(request);
    }
    try {
      Caller caller = callerOf(request);
      Routes.Match<Call> found = callOf(request);
      Map<String, String> left = limits.charge(caller, found.about());
      try {
        return found.answer(request).with(left);
      } catch (Refused refused) {
        return refused.reply().with(left);
      }
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public void heard(Exchange exchange) {
    if (exchange.request().path().startsWith("/oauth/")) {
      tokenCalls.addAndGet(exchange.request().path().equals("/oauth/token") ? 1 : 0);
      return;
    }
    ledger.note(exchange);
  }

  /** The calls to the API; logins are not among them. */
  public Ledger ledger() {
    return ledger;
  }

  public int tokenCalls() {
    return tokenCalls.get();
  }

  /** The deals that live, as a list call would show them. */
  public List<Map<String, Object>> deals() {
    return deals.living().stream().map(deal -> deal.json(fields.customCodes())).toList();
  }

  /** How many deals live. */
  public int dealCount() {
    return deals.living().size();
  }

  /** Persons, activities and notes. */
  public Around around() {
    return around;
  }

  /** What a person at the screen does: no call is counted, no limit is touched. */
  public long createDeal(Map<String, ?> body) {
    return deals.create(DealBody.of(node(body), fields, true)).id();
  }

  public void changeDeal(long id, Map<String, ?> body) {
    deals.change(id, DealBody.of(node(body), fields, false));
  }

  public void deleteDeal(long id) {
    deals.delete(id);
  }

  /** Adds a custom field and tells its code. */
  public String addDealField(String name, String type) {
    return fields.add(node(Map.of("field_name", name, "field_type", type))).code();
  }

  /** Tokens as a login would yield them. */
  public Map<String, Object> login(String apiDomain) {
    return grants.issue().json(apiDomain);
  }

  public void expireAccessTokens() {
    grants.expireAccessTokens();
  }

  public void revokeGrant() {
    grants.revoke();
  }

  public void strictSingleUse(boolean strict) {
    grants.strictSingleUse(strict);
  }

  public void denyNextConsent() {
    oauth.denyNextConsent();
  }

  public void burstLimit(int callsPer2Seconds) {
    limits.burstLimit(callsPer2Seconds);
  }

  public void searchLimit(int callsPer2Seconds) {
    limits.searchLimit(callsPer2Seconds);
  }

  public void dailyBudget(long tokens) {
    limits.dailyBudget(tokens);
  }

  public void advanceClock(Duration by) {
    clock.advance(by);
  }

  private Caller callerOf(Request request) {
    Optional<String> bearer =
        request
            .header("authorization")
            .filter(value -> value.startsWith("Bearer "))
            .map(value -> value.substring("Bearer ".length()));
    if (bearer.isPresent() && grants.accepts(bearer.get())) {
      return Caller.OAUTH;
    }
    if (bearer.isEmpty() && request.header("x-api-token").filter(API_TOKEN::equals).isPresent()) {
      return Caller.API_TOKEN;
    }
    throw Refused.with(401, "unauthorized access");
  }

  private Routes.Match<Call> callOf(Request request) {
    return routes
        .find(request.method(), request.path())
        .orElseThrow(
            () ->
                routes.knows(request.path())
                    ? Refused.with(405, "Method not allowed")
                    : Refused.with(404, "Unknown method ."));
  }

  private static JsonNode node(Map<String, ?> body) {
    return Json.read(Json.write(body)).orElseThrow();
  }
}
