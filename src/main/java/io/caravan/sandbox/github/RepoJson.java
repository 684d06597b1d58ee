package io.caravan.sandbox.github;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Repositories as lists and single answers show them. */
final class RepoJson {

  /** What follows the address of a repository in those of its parts. */
  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("archive_url", "/{archive_format}{/ref}");
    PARTS.put("assignees_url", "/assignees{/user}");
    PARTS.put("blobs_url", "/git/blobs{/sha}");
    PARTS.put("branches_url", "/branches{/branch}");
    PARTS.put("collaborators_url", "/collaborators{/collaborator}");
    PARTS.put("comments_url", "/comments{/number}");
    PARTS.put("commits_url", "/commits{/sha}");
    PARTS.put("compare_url", "/compare/{base}...{head}");
    PARTS.put("contents_url", "/contents/{+path}");
    PARTS.put("git_commits_url", "/git/commits{/sha}");
    PARTS.put("git_refs_url", "/git/refs{/sha}");
    PARTS.put("git_tags_url", "/git/tags{/sha}");
    PARTS.put("issue_comment_url", "/issues/comments{/number}");
    PARTS.put("issue_events_url", "/issues/events{/number}");
    PARTS.put("issues_url", "/issues{/number}");
    PARTS.put("keys_url", "/keys{/key_id}");
    PARTS.put("labels_url", "/labels{/name}");
    PARTS.put("milestones_url", "/milestones{/number}");
    PARTS.put("notifications_url", "/notifications{?since,all,participating}");
    PARTS.put("pulls_url", "/pulls{/number}");
    PARTS.put("releases_url", "/releases{/id}");
    PARTS.put("statuses_url", "/statuses/{sha}");
    PARTS.put("trees_url", "/git/trees{/sha}");
    for (String plain :
        List.of(
            "contributors",
            "deployments",
            "downloads",
            "events",
            "forks",
            "hooks",
            "languages",
            "merges",
            "stargazers",
            "subscribers",
            "subscription",
            "tags",
            "teams")) {
      PARTS.put(plain + "_url", "/" + plain);
    }
  }

  private final String api;

  RepoJson(String api) {
    this.api = api;
  }

  /** Where a repository is. */
  String address(Repo repo) {
    return api + "/repos/" + repo.fullName();
  }

  /** As it stands in lists and in other records. */
  Map<String, Object> listed(Repo repo) {
    String page = "https://github.com/" + repo.fullName();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", repo.id);
    json.put("node_id", "R_" + repo.id);
    json.put("name", repo.name);
    json.put("full_name", repo.fullName());
    json.put("private", false);
    json.put("owner", repo.owner.simple(api));
    json.put("html_url", page);
    json.put("description", null);
    json.put("fork", false);
    json.put("url", address(repo));
    PARTS.forEach((name, rest) -> json.put(name, address(repo) + rest));
    json.put("created_at", repo.created.toString());
    json.put("updated_at", repo.updated.toString());
    json.put("pushed_at", repo.pushed.toString());
    json.put("git_url", "git://github.com/" + repo.fullName() + ".git");
    json.put("ssh_url", "git@github.com:" + repo.fullName() + ".git");
    json.put("clone_url", page + ".git");
    json.put("svn_url", page);
    json.put("homepage", null);
    json.put("size", repo.commits.size());
    for (String count :
        List.of("stargazers_count", "watchers_count", "forks_count", "open_issues_count")) {
      json.put(count, 0);
    }
    for (String count : List.of("forks", "open_issues", "watchers")) {
      json.put(count, 0);
    }
    json.put("language", "Java");
    for (String has : List.of("issues", "projects", "downloads", "wiki")) {
      json.put("has_" + has, true);
    }
    json.put("has_pages", false);
    json.put("has_discussions", false);
    json.put("archived", false);
    json.put("disabled", false);
    json.put("mirror_url", null);
    json.put("license", null);
    json.put("topics", List.of());
    json.put("visibility", "public");
    json.put("default_branch", Repo.BRANCH);
    return json;
  }

  /** As it is shown when it is asked for. */
  Map<String, Object> whole(Repo repo) {
    Map<String, Object> json = listed(repo);
    json.put("network_count", 0);
    json.put("subscribers_count", 1);
    return json;
  }
}
