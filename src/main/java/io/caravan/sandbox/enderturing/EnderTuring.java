package io.caravan.sandbox.enderturing;

import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Ledger;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.SandboxClock;
import io.caravan.sandbox.http.Vendor;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One company at Ender Turing: its logins, its lists, its sessions. */
public final class EnderTuring implements Vendor {

  public static final String USER = "robot@enderturing.example";
  public static final String PASSWORD = "ender-sandbox-password";
  public static final String TOKEN = "ender-sandbox-personal-token";

  /** Below this the service lies; another vendor of the sandbox has the root. */
  public static final String BASE = "/enderturing";

  private static final String API = BASE + "/api/v1/";
  private static final String LOGIN = API + "login/access-token";
  private static final int DEFAULT_LIMIT = 50;

  private final SandboxClock clock = new SandboxClock();
  private final Faults faults = new Faults();
  private final Ledger ledger = new Ledger();
  private final AtomicInteger logins = new AtomicInteger();
  private final Logins tokens = new Logins(clock);
  private final Account account = new Account();
  private final Seed seed = new Seed(account);
  private final LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
  private volatile int mostHits = 10_000;

  /** A new company with records in it. */
  public EnderTuring() {
    seed.sow(today);
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(API);
  }

  @Override
  public Reply answer(Request request) {
    try {
      if (request.path().equals(LOGIN) && request.method().equals("POST")) {
        Map<String, String> form = request.form();
        return Reply.json(200, tokens.login(form.get("username"), form.get("password")));
      }
      if (!mayEnter(request)) {
        throw Refused.notAuthorized();
      }
      if (!request.method().equals("GET")) {
        throw Refused.notFound(request.method());
      }
      return api(List.of(request.path().substring(API.length()).split("/")), request);
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  private boolean mayEnter(Request request) {
    return request
        .header("authorization")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
        .map(value -> value.substring("bearer ".length()))
        .filter(tokens::accepts)
        .isPresent();
  }

  private Reply api(List<String> path, Request request) {
    String list = path.get(0);
    if (list.equals(Account.SESSIONS)) {
      return sessions(path, request);
    }
    if (path.equals(List.of("users", "me"))) {
      return Reply.json(200, account.all("users").get(0));
    }
    if (!Account.DICTIONARIES.contains(list) || path.size() > 1) {
      throw Refused.notFound(list);
    }
    List<Map<String, Object>> all = account.all(list);
    return Reply.json(200, part(all, request, all.size()));
  }

  private Reply sessions(List<String> path, Request request) {
    if (path.size() == 1) {
      return page(request);
    }
    if (path.equals(List.of(Account.SESSIONS, "filter", "number_of_sessions"))) {
      List<Map<String, Object>> found = account.found(request.query().get("filters"));
      long leads = found.stream().map(session -> session.get("caller_id")).distinct().count();
      return Reply.json(200, List.of(found.size(), leads));
    }
    Map<String, Object> session = account.get(Account.SESSIONS, path.get(1));
    if (path.size() == 2) {
      Map<String, Object> whole = new LinkedHashMap<>(session);
      whole.put(Detail.INFO, account.detail(Detail.INFO, path.get(1)));
      return Reply.json(200, whole);
    }
    if (!Detail.ALL.contains(path.get(2)) || path.size() > 3) {
      throw Refused.notFound(path.get(2));
    }
    return Reply.json(200, account.detail(path.get(2), path.get(1)));
  }

  private Reply page(Request request) {
    List<Map<String, Object>> found = account.found(request.query().get("filters"));
    int from = number(request, "skip", 0);
    int size = number(request, "limit", DEFAULT_LIMIT);
    if (from + size > mostHits && found.size() > mostHits) {
      throw Refused.tooManyHits(mostHits);
    }
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("total", found.size());
    page.put("items", part(found, request, DEFAULT_LIMIT));
    return Reply.json(200, page);
  }

  private static List<Map<String, Object>> part(
      List<Map<String, Object>> all, Request request, int usual) {
    int from = Math.min(number(request, "skip", 0), all.size());
    int to = Math.min(from + number(request, "limit", usual), all.size());
    return all.subList(from, to);
  }

  private static int number(Request request, String name, int other) {
    String given = request.query().get(name);
    if (given == null) {
      return other;
    }
    if (!given.matches("\\d{1,7}")) {
      throw Refused.unusable(name, "value is not a valid integer");
    }
    return Integer.parseInt(given);
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public void heard(Exchange exchange) {
    if (exchange.request().path().equals(LOGIN)) {
      logins.incrementAndGet();
    } else {
      ledger.note(exchange);
    }
  }

  /** The calls to the API; logins are not among them. */
  public Ledger ledger() {
    return ledger;
  }

  /** How many times somebody wanted to log in. */
  public int logins() {
    return logins.get();
  }

  /** Every record of a list, such as {@code agents} or {@code sessions}. */
  public List<Map<String, Object>> records(String list) {
    return account.all(list);
  }

  public void put(String list, Map<String, Object> record) {
    account.put(list, record);
  }

  public void change(String list, String id, Map<String, ?> fields) {
    account.change(list, id, fields);
  }

  public void delete(String list, String id) {
    account.delete(list, id);
  }

  /** What belongs to a session: {@code scores}, {@code summary}, {@code comments} and so on. */
  public Object detail(String kind, String session) {
    return account.detail(kind, session);
  }

  public void setDetail(String kind, String session, Object value) {
    account.setDetail(kind, session, value);
  }

  /** The day of the last sessions: it stays where it was when midnight passes. */
  public LocalDate today() {
    return today;
  }

  /** Adds so many sessions to each of so many days before today. */
  public void grow(int days, int perDay) {
    seed.grow(today, days, perDay);
  }

  /** How many hits of one question are shown. */
  public void mostHits(int most) {
    mostHits = most;
  }

  public void tokenLife(Duration life) {
    tokens.life(life);
  }

  public void password(String other) {
    tokens.password(other);
  }

  public void expireAccessTokens() {
    tokens.expire();
  }

  public void advanceClock(Duration by) {
    clock.advance(by);
  }
}
