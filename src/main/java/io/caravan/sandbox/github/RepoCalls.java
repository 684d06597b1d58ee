package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Reply;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The calls on organisations and repositories: members, repositories, commits. A repository is
 * found by its name and by its id; to a former name GitHub answers where it is now.
 */
final class RepoCalls {

  private final String api;
  private final Pages pages;
  private final Users users;
  private final Projects projects;
  private final RepoJson json;

  RepoCalls(String api, Pages pages, Users users, Projects projects) {
    this.api = api;
    this.pages = pages;
    this.users = users;
    this.projects = projects;
    this.json = new RepoJson(api);
  }

  void addTo(Router router) {
    for (String organization : List.of("/orgs/{org}", "/organizations/{org_id}")) {
      router.add("GET", organization + "/members", this::members);
      router.add("GET", organization + "/repos", this::repos);
    }
    add(router, "", (call, repo) -> Reply.json(200, json.whole(repo)));
    add(router, "/commits", this::commits);
  }

  /** Adds a call below a repository, under both of its addresses. */
  void add(Router router, String rest, BiFunction<Call, Repo, Reply> handler) {
    router.add(
        "GET",
        "/repositories/{repository_id}" + rest,
        call -> locked(() -> handler.apply(call, projects.byId(id(call.part("repository_id"))))));
    router.add(
        "GET",
        "/repos/{owner}/{repo}" + rest,
        call ->
            locked(
                () -> {
                  Optional<Repo> repo = projects.find(call.part("owner"), call.part("repo"));
                  return repo.isPresent() ? handler.apply(call, repo.get()) : moved(call);
                }));
  }

  private Reply locked(Supplier<Reply> answer) {
    synchronized (projects) {
      return answer.get();
    }
  }

  private static long id(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw Refused.notFound();
    }
    return Long.parseLong(text);
  }

  private Reply moved(Call call) {
    Repo repo =
        projects.formerly(call.part("owner"), call.part("repo")).orElseThrow(Refused::notFound);
    String rest =
        call.path().substring(("/repos/" + call.part("owner") + "/" + call.part("repo")).length());
    String query = call.request().rawQuery();
    String target = api + "/repositories/" + repo.id + rest + (query == null ? "" : "?" + query);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("message", "Moved Permanently");
    body.put("url", target);
    body.put("documentation_url", "https://docs.github.com/rest/guides/best-practices");
    return Reply.json(301, body).with(Map.of("Location", target));
  }

  private User organization(Call call) {
    User organization =
        call.part("org") != null
            ? users.get(call.part("org"))
            : users.all().stream()
                .filter(user -> user.id() == id(call.part("org_id")))
                .findFirst()
                .orElseThrow(Refused::notFound);
    if (!organization.type().equals("Organization")) {
      throw Refused.notFound();
    }
    return organization;
  }

  private Reply members(Call call) {
    User organization = organization(call);
    return page(
        call,
        "/organizations/" + organization.id() + "/members",
        projects.membersOf(organization),
        user -> user.simple(api));
  }

  private Reply repos(Call call) {
    User organization = organization(call);
    return locked(
        () ->
            page(
                call,
                "/organizations/" + organization.id() + "/repos",
                projects.reposOf(organization),
                json::listed));
  }

  private Reply commits(Call call, Repo repo) {
    if (repo.commits.isEmpty()) {
      throw Refused.with(409, "Git Repository is empty.");
    }
    Optional<Instant> since = call.time("since");
    Optional<Instant> until = call.time("until");
    List<Commit> wanted =
        repo.commits.stream()
            .filter(commit -> since.isEmpty() || !commit.at().isBefore(since.get()))
            .filter(commit -> until.isEmpty() || !commit.at().isAfter(until.get()))
            .sorted(Comparator.comparing(Commit::at).reversed())
            .toList();
    return page(
        call, "/repositories/" + repo.id + "/commits", wanted, commit -> commit(repo, commit));
  }

  <T> Reply page(Call call, String target, List<T> all, Function<T, ?> one) {
    return pages.of(call, target, all, one, page -> page);
  }

  private Map<String, Object> commit(Repo repo, Commit commit) {
    String own = json.address(repo) + "/commits/" + commit.sha();
    String page = "https://github.com/" + repo.fullName() + "/commit/";
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("sha", commit.sha());
    all.put("node_id", "C_" + commit.sha());
    all.put("commit", written(repo, commit));
    all.put("url", own);
    all.put("html_url", page + commit.sha());
    all.put("comments_url", own + "/comments");
    all.put("author", commit.author() == null ? null : commit.author().simple(api));
    all.put("committer", commit.author() == null ? null : commit.author().simple(api));
    Map<String, Object> parent = new LinkedHashMap<>();
    parent.put("sha", commit.parent());
    parent.put("url", json.address(repo) + "/commits/" + commit.parent());
    parent.put("html_url", page + commit.parent());
    all.put("parents", commit.parent() == null ? List.of() : List.of(parent));
    return all;
  }

  private Map<String, Object> written(Repo repo, Commit commit) {
    String git = json.address(repo) + "/git/";
    Map<String, Object> by = person(commit);
    by.put("date", commit.at().toString());
    Map<String, Object> verification = new LinkedHashMap<>();
    verification.put("verified", false);
    verification.put("reason", "unsigned");
    verification.put("signature", null);
    verification.put("payload", null);
    verification.put("verified_at", null);
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("author", by);
    written.put("committer", by);
    written.put("message", commit.message());
    written.put("tree", Map.of("sha", commit.sha(), "url", git + "trees/" + commit.sha()));
    written.put("url", git + "commits/" + commit.sha());
    written.put("comment_count", 0);
    written.put("verification", verification);
    return written;
  }

  /** Who has written a commit, as the commit has it. */
  static Map<String, Object> person(Commit commit) {
    String name = commit.author() == null ? "Somebody Else" : commit.author().login();
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("name", name);
    person.put("email", name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com");
    return person;
  }
}
