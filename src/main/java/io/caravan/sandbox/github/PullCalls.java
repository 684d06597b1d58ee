package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Reply;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls on pull requests and their reviews. */
final class PullCalls {

  private final String api;
  private final RepoCalls repos;
  private final RepoJson json;

  PullCalls(String api, RepoCalls repos) {
    this.api = api;
    this.repos = repos;
    this.json = new RepoJson(api);
  }

  void addTo(Router router) {
    repos.add(router, "/pulls", this::list);
    repos.add(router, "/pulls/{pull_number}/reviews", this::reviews);
  }

  private Reply list(Call call, Repo repo) {
    String state = call.query("state").orElse("open");
    Comparator<Pull> order =
        call.query("sort").orElse("created").equals("updated")
            ? Comparator.comparing((Pull pull) -> pull.updated)
            : Comparator.comparing((Pull pull) -> pull.created);
    order = order.thenComparing(pull -> pull.id);
    boolean rising = call.query("direction").orElse("desc").equals("asc");
    List<Pull> wanted =
        repo.pulls.stream()
            .filter(pull -> state.equals("all") || state.equals(state(pull)))
            .sorted(rising ? order : order.reversed())
            .toList();
    return repos.page(
        call, "/repositories/" + repo.id + "/pulls", wanted, pull -> pull(repo, pull));
  }

  private Reply reviews(Call call, Repo repo) {
    Pull pull = repo.pull(number(call));
    return repos.page(
        call,
        "/repositories/" + repo.id + "/pulls/" + pull.number + "/reviews",
        pull.reviews,
        review -> review(repo, pull, review));
  }

  private static int number(Call call) {
    String number = call.part("pull_number");
    if (!number.matches("\\d{1,9}")) {
      throw Refused.notFound();
    }
    return Integer.parseInt(number);
  }

  private static String state(Pull pull) {
    return pull.closed == null ? "open" : "closed";
  }

  private static String text(Instant at) {
    return at == null ? null : at.toString();
  }

  private static String page(Repo repo, Pull pull) {
    return "https://github.com/" + repo.fullName() + "/pull/" + pull.number;
  }

  private Map<String, Object> pull(Repo repo, Pull pull) {
    String own = json.address(repo) + "/pulls/" + pull.number;
    String issue = json.address(repo) + "/issues/" + pull.number;
    String statuses = json.address(repo) + "/statuses/" + repo.head();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("url", own);
    all.put("id", pull.id);
    all.put("node_id", "PR_" + pull.id);
    all.put("html_url", page(repo, pull));
    all.put("diff_url", page(repo, pull) + ".diff");
    all.put("patch_url", page(repo, pull) + ".patch");
    all.put("issue_url", issue);
    all.put("number", pull.number);
    all.put("state", state(pull));
    all.put("locked", false);
    all.put("title", pull.title);
    all.put("user", pull.user.simple(api));
    all.put("body", null);
    all.put("created_at", pull.created.toString());
    all.put("updated_at", pull.updated.toString());
    all.put("closed_at", text(pull.closed));
    all.put("merged_at", text(pull.merged));
    all.put("merge_commit_sha", pull.mergeCommit);
    all.put("assignee", null);
    all.put("assignees", List.of());
    all.put("requested_reviewers", List.of());
    all.put("requested_teams", List.of());
    all.put("labels", List.of());
    all.put("milestone", null);
    all.put("draft", false);
    all.put("commits_url", own + "/commits");
    all.put("review_comments_url", own + "/comments");
    all.put("review_comment_url", json.address(repo) + "/pulls/comments{/number}");
    all.put("comments_url", issue + "/comments");
    all.put("statuses_url", statuses);
    all.put("head", end(repo, pull.branch(), pull.user));
    all.put("base", end(repo, Repo.BRANCH, repo.owner));
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("self", link(own));
    links.put("html", link(page(repo, pull)));
    links.put("issue", link(issue));
    links.put("comments", link(issue + "/comments"));
    links.put("review_comments", link(own + "/comments"));
    links.put("review_comment", link(json.address(repo) + "/pulls/comments{/number}"));
    links.put("commits", link(own + "/commits"));
    links.put("statuses", link(statuses));
    all.put("_links", links);
    all.put("author_association", "MEMBER");
    all.put("auto_merge", null);
    return all;
  }

  private static Map<String, Object> link(String address) {
    return Map.of("href", address);
  }

  private Map<String, Object> end(Repo repo, String branch, User user) {
    Map<String, Object> end = new LinkedHashMap<>();
    end.put("label", user.login() + ":" + branch);
    end.put("ref", branch);
    end.put("sha", repo.head());
    end.put("user", user.simple(api));
    end.put("repo", json.listed(repo));
    return end;
  }

  private Map<String, Object> review(Repo repo, Pull pull, Pull.Review review) {
    String page = page(repo, pull) + "#pullrequestreview-" + review.id();
    String address = json.address(repo) + "/pulls/" + pull.number;
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", review.id());
    all.put("node_id", "PRR_" + review.id());
    all.put("user", review.user().simple(api));
    all.put("body", "");
    all.put("state", review.state());
    all.put("html_url", page);
    all.put("pull_request_url", address);
    all.put("_links", Map.of("html", link(page), "pull_request", link(address)));
    all.put("submitted_at", review.at().toString());
    all.put("commit_id", repo.head());
    all.put("author_association", "MEMBER");
    return all;
  }
}
