package io.caravan.sandbox.hubspot;

import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Ledger;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.SandboxClock;
import io.caravan.sandbox.http.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One account at HubSpot: its tokens, its records, its limits. */
public final class HubSpot implements Vendor {

  public static final String CLIENT_ID = "sandbox-hubspot-client";
  public static final String CLIENT_SECRET = "sandbox-hubspot-client-secret";
  public static final String TOKEN = "pat-eu1-sandbox-token";

  private static final Pattern PATHS =
      Pattern.compile("/(crm|marketing|settings|analytics|form-integrations)/.*");

  /** What the gateways in front of the vendor let through. */
  private static final int LONGEST_TARGET = 15_000;

  private final SandboxClock clock = new SandboxClock();
  private final Faults faults = new Faults();
  private final RateLimits limits = new RateLimits(clock);
  private final OAuth oauth = new OAuth(clock);
  private final Ledger ledger = new Ledger();
  private final Paths paths = new Paths();
  private final Set<String> withdrawn = new HashSet<>();
  private final Associations associations = new Associations();
  private final Crm crm = new Crm(clock, associations);
  private final People people = new People(clock);
  private final Pipelines pipelines = new Pipelines();
  private final CustomProperties custom = new CustomProperties();
  private final Forms forms = new Forms();
  private final Traffic traffic = new Traffic(Seed.FIRST_DAY);

  /** An account with the records of {@link Seed}. */
  public HubSpot() {
    new ObjectCalls(crm, associations).addTo(paths);
    new SearchCalls(crm).addTo(paths);
    new AssociationCalls(crm, associations).addTo(paths);
    new AccountCalls(people, pipelines, custom).addTo(paths);
    new MarketingCalls(forms, traffic).addTo(paths);
    new Seed(crm, associations, people, forms).plant();
  }

  @Override
  public boolean serves(String path) {
    return OAuth.serves(path) || PATHS.matcher(path).matches();
  }

  @Override
  public Reply answer(Request request) {
    if (OAuth.serves(request.path())) {
      return oauth.answer(request);
    }
    try {
      if (request.target().length() > LONGEST_TARGET) {
        return new Reply(414, "text/html", Map.of(), "<html>URI Too Long</html>", null);
      }
      authenticate(request);
      Paths.Match found = callOf(request);
      requireScope(found.scope());
      Map<String, String> left = limits.charge(found.search());
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
    if (!OAuth.serves(exchange.request().path())) {
      ledger.note(exchange);
    }
  }

  /** The calls to the API; logins are not among them. */
  public Ledger ledger() {
    return ledger;
  }

  /** Tokens as a login would yield them. */
  public Map<String, Object> login() {
    return oauth.issue();
  }

  public void rotateRefreshTokens(boolean on) {
    oauth.rotating(on);
  }

  public void expireAccessTokens() {
    oauth.expireAccessTokens();
  }

  public void revokeGrant() {
    oauth.revoke();
  }

  /** What a person at the screen does: no call is counted, no limit is touched. */
  public long create(String type, Map<String, String> properties) {
    return crm.create(ObjectType.of(type), properties).id();
  }

  public void change(String type, long id, Map<String, String> properties) {
    crm.change(object(type, id), properties);
  }

  public void archive(String type, long id) {
    crm.archive(object(type, id));
  }

  public void restore(String type, long id) {
    crm.restore(object(type, id));
  }

  public void purge(String type, long id) {
    crm.purge(object(type, id));
  }

  public void link(String type, long id, String toType, long toId, String label) {
    associations.link(object(type, id), object(toType, toId), label);
  }

  public void unlink(String type, long id, String toType, long toId) {
    associations.unlink(object(type, id), object(toType, toId));
  }

  /** The ids of the records of a kind, in order. */
  public List<Long> ids(String type, boolean archived) {
    return crm.list(ObjectType.of(type), archived).stream().map(CrmObject::id).toList();
  }

  /** The linked ids, in order. */
  public List<Long> linked(String type, long id, String toType) {
    return associations.of(object(type, id), ObjectType.of(toType)).stream()
        .map(Associations.Linked::id)
        .toList();
  }

  public void associationPage(int links) {
    associations.pageSize(links);
  }

  public void addProperties(String type, int count) {
    custom.add(ObjectType.of(type), count);
  }

  public long addOwner(String email, String firstName, String lastName) {
    return people.addOwner(email, firstName, lastName, now());
  }

  public void archiveOwner(long id) {
    people.archiveOwner(id);
  }

  public List<Long> owners() {
    return people.owners().stream().map(People.Owner::id).toList();
  }

  public void addTeam(String name) {
    people.addTeam(name, List.of());
  }

  public void renamePipeline(String type, String id, String label) {
    pipelines.rename(ObjectType.of(type), id, label);
  }

  public String addForm(String name) {
    return forms.add(name, now());
  }

  public void archiveForm(String id) {
    forms.archive(id, now());
  }

  public List<String> forms() {
    return forms.list(false).stream().map(Forms.Form::id).toList();
  }

  public String submit(String form, String email) {
    return forms.submit(form, email, "https://www.example.com/form", now());
  }

  public int submissions(String form) {
    return forms.submissions(form).size();
  }

  public void correctTraffic(java.time.LocalDate day, String source, long visits) {
    traffic.correct(day, source, visits);
  }

  public void withdrawScope(String scope) {
    synchronized (withdrawn) {
      withdrawn.add(scope);
    }
  }

  public void grantScope(String scope) {
    synchronized (withdrawn) {
      withdrawn.remove(scope);
    }
  }

  public void burstLimit(int callsPer10Seconds) {
    limits.burst(callsPer10Seconds);
  }

  public void searchLimit(int callsPerSecond) {
    limits.search(callsPerSecond);
  }

  public void dailyLimit(long calls) {
    limits.daily(calls);
  }

  public void advanceClock(Duration by) {
    clock.advance(by);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private CrmObject object(String type, long id) {
    return crm.find(ObjectType.of(type), id)
        .orElseThrow(() -> new IllegalArgumentException("There is no " + type + " " + id));
  }

  private void authenticate(Request request) {
    String given = request.header("authorization").orElse("");
    String token = given.startsWith("Bearer ") ? given.substring("Bearer ".length()) : "";
    if (!token.equals(TOKEN) && !oauth.accepts(token)) {
      throw Refused.unauthenticated();
    }
  }

  private Paths.Match callOf(Request request) {
    return paths
        .find(request)
        .orElseThrow(
            () ->
                paths.knows(request.path())
                    ? Refused.notAllowed()
                    : Refused.notFound("The requested resource does not exist"));
  }

  private void requireScope(String scope) {
    synchronized (withdrawn) {
      if (withdrawn.contains(scope)) {
        throw Refused.missingScope(scope);
      }
    }
  }
}
