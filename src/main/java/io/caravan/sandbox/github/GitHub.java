package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Ledger;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.SandboxClock;
import io.caravan.sandbox.http.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitHub with its users, their gists, and organisations with their repositories. */
public final class GitHub implements Vendor {

  /** Where its API lies below the address of the sandbox. */
  public static final String BASE = "/github";

  /** The token a person made at the screen. */
  public static final String TOKEN = "github-sandbox-token";

  private final SandboxClock clock = new SandboxClock();
  private final Faults faults = new Faults();
  private final Ledger ledger = new Ledger();
  private final Limits limits = new Limits(clock);
  private final Users users = new Users(clock);
  private final Gists gists = new Gists(clock);
  private final Projects projects = new Projects(clock, users);
  private final Router router = new Router();
  private final String api;
  private volatile String brokenList;
  private volatile Reply broken;

  /**
   * @param address of the sandbox, without a slash at the end
   */
  public GitHub(String address) {
    api = address + BASE;
    Pages pages = new Pages(api);
    new UserCalls(api, users, gists).addTo(router);
    new GistCalls(api, pages, users, gists).addTo(router);
    RepoCalls repos = new RepoCalls(api, pages, users, projects);
    repos.addTo(router);
    new PullCalls(api, repos).addTo(router);
    new RunCalls(api, pages, repos).addTo(router);
    new ProjectSeed(projects).sow();
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(BASE + "/");
  }

  @Override
  public Reply answer(Request request) {
    try {
      if (request.header("user-agent").isEmpty()) {
        throw Refused.with(403, "Request forbidden by administrative rules.");
      }
      boolean token = token(request);
      String path = request.path().substring(BASE.length());
      if (path.equals("/rate_limit")) {
        return Reply.json(200, limits.json(token)).with(limits.headers(token));
      }
      limits.take(token);
      Reply reply = charged(request, path, token);
      return reply.with(limits.headers(token));
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  private Reply charged(Request request, String path, boolean token) {
    try {
      if (path.equals(brokenList) && request.query().containsKey("page")) {
        return broken;
      }
      Reply whole = router.find(request, path).orElseThrow(Refused::notFound).answer();
      Reply reply =
          request.method().equals("GET") && whole.status() == 200
              ? ETags.applied(request, whole)
              : whole;
      if (token && reply.status() == 304) {
        limits.giveBack();
      }
      return reply;
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  /** Whether the call has a token; one that is not ours is refused. */
  private static boolean token(Request request) {
    Optional<String> given = request.header("authorization");
    boolean ours =
        given
            .map(value -> value.replaceFirst("(?i)^(bearer|token) ", ""))
            .filter(TOKEN::equals)
            .isPresent();
    if (given.isPresent() && !ours) {
      throw Refused.with(401, "Bad credentials");
    }
    return ours;
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public void heard(Exchange exchange) {
    ledger.note(exchange);
  }

  /** All calls. */
  public Ledger ledger() {
    return ledger;
  }

  /** The organisations and what is in them. */
  public Projects projects() {
    return projects;
  }

  /** A person signs up. */
  public void addUser(String login) {
    users.add(login, "User");
  }

  public void renameUser(String login, String other) {
    users.rename(login, other);
  }

  /** A person leaves, with all gists. */
  public void deleteUser(String login) {
    users.find(login).ifPresent(gists::removeOf);
    users.remove(login);
  }

  /** A user makes a gist; yields its id. */
  public String addGist(String login, String description, Map<String, String> files) {
    return gists.add(users.get(login), description, files).id();
  }

  public void editGist(String id, String description, Map<String, String> files) {
    gists.edit(id, description, files);
  }

  public void deleteGist(String id) {
    gists.remove(id);
  }

  /** The gists of a user, newest first, as a list shows them. */
  public List<Map<String, Object>> gists(String login) {
    User user = users.get(login);
    return gists.of(user).stream().map(gist -> gist.listed(api, user)).toList();
  }

  public void hourly(int withToken, int without) {
    limits.hourly(withToken, without);
  }

  public void secondary(int times, Integer retryAfter) {
    limits.secondary(times, retryAfter);
  }

  /** Pages of a user's gists after the first are answered with this; null: of nobody's. */
  public void failLaterPages(String login, Reply reply) {
    broken = reply;
    brokenList = login == null ? null : "/users/" + login + "/gists";
  }

  public void advanceClock(Duration by) {
    clock.advance(by);
  }
}
