package io.caravan.sandbox.wrike;

import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Ledger;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.SandboxClock;
import io.caravan.sandbox.http.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One account at Wrike: its logins, its records, its limit. */
public final class Wrike implements Vendor {

  public static final String CLIENT_ID = "wrike-sandbox-client";
  public static final String CLIENT_SECRET = "wrike-sandbox-client-secret";
  public static final String PERMANENT_TOKEN = "wrike-sandbox-permanent-token";

  private static final String API = "/api/v4/";
  private static final String LOGIN = "/oauth2/";

  private final SandboxClock clock = new SandboxClock();
  private final Faults faults = new Faults();
  private final Ledger ledger = new Ledger();
  private final AtomicInteger tokenCalls = new AtomicInteger();
  private final Grants grants = new Grants(clock);
  private final Limit limit = new Limit(clock);
  private final Account account = new Account(clock);
  private final Lists lists = new Lists(account);
  private final String host;
  private final OAuth oauth;
  private volatile boolean enterprise = true;

  /**
   * A new account with records in it.
   *
   * @param host as its logins tell it: without scheme and path
   */
  public Wrike(String host) {
    this.host = host;
    this.oauth = new OAuth(grants, host);
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(API) || path.startsWith(LOGIN);
  }

  @Override
  public Reply answer(Request request) {
    if (request.path().startsWith(LOGIN)) {
      return oauth.answer(request);
    }
    try {
      if (!mayEnter(request)) {
        throw Refused.notAuthorized();
      }
      limit.take();
      return api(request);
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  private Reply api(Request request) {
    List<String> parts = List.of(request.path().substring(API.length()).split("/"));
    Optional<Kind> kind =
        Kind.ALL.stream().filter(one -> one.path().equals(parts.get(0))).findFirst();
    if (!request.method().equals("GET") || kind.isEmpty() || parts.size() > 2) {
      throw Refused.unknownMethod();
    }
    if (kind.get() == Kind.AUDIT_LOG && !enterprise) {
      throw Refused.forbidden("The audit log is for enterprise accounts");
    }
    return parts.size() == 1
        ? lists.list(kind.get(), request)
        : lists.read(kind.get(), parts.get(1), request);
  }

  private boolean mayEnter(Request request) {
    return request
        .header("authorization")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
        .map(value -> value.substring("bearer ".length()))
        .filter(token -> token.equals(PERMANENT_TOKEN) || grants.accepts(token))
        .isPresent();
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public void heard(Exchange exchange) {
    if (exchange.request().path().startsWith(LOGIN)) {
      tokenCalls.addAndGet(exchange.request().path().equals("/oauth2/token") ? 1 : 0);
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

  /** Every record of a list, such as {@code tasks}, with all its fields; deleted ones too. */
  public List<Map<String, Object>> records(String list) {
    return account.all(Kind.of(list));
  }

  /** What a person at the screen does: no call is counted, no limit is touched. */
  public String add(String list, Map<String, ?> fields) {
    return account.add(Kind.of(list), fields);
  }

  public void change(String list, String id, Map<String, ?> fields) {
    account.change(Kind.of(list), id, fields);
  }

  public void delete(String list, String id) {
    account.delete(Kind.of(list), id);
  }

  /** Tokens as a login would yield them. */
  public Map<String, Object> login() {
    return grants.issue(host);
  }

  public void expireAccessTokens() {
    grants.expireAccessTokens();
  }

  public void revokeGrant() {
    grants.revoke();
  }

  public void callsPerMinute(int most) {
    limit.most(most);
  }

  /** Whether the account may read its audit log. */
  public void enterprise(boolean on) {
    enterprise = on;
  }

  public void advanceClock(Duration by) {
    clock.advance(by);
  }
}
