package io.caravan.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gist at one moment; a change makes another.
 *
 * @param owner id of its user, which stays when the user is renamed
 * @param description null for none
 * @param files content by name
 * @param version grows with each change
 */
record Gist(
    String id,
    long owner,
    String description,
    Map<String, String> files,
    Instant created,
    Instant updated,
    int version) {

  /** Of a longer file only the beginning is shown. */
  static final int SHOWN_OF_A_FILE = 1024 * 1024;

  /** Of more files only so many are shown. */
  static final int SHOWN_FILES = 300;

  /** As it stands in a list: without content. */
  Map<String, Object> listed(String api, User user) {
    return json(api, user, false);
  }

  /** As it is shown when it is asked for. */
  Map<String, Object> whole(String api, User user) {
    Map<String, Object> json = json(api, user, true);
    json.put("forks", List.of());
    json.put("history", List.of());
    return json;
  }

  private Map<String, Object> json(String api, User user, boolean content) {
    String own = api + "/gists/" + id;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("url", own);
    json.put("forks_url", own + "/forks");
    json.put("commits_url", own + "/commits");
    json.put("id", id);
    json.put("node_id", "G_" + id);
    json.put("git_pull_url", "https://gist.github.com/" + id + ".git");
    json.put("git_push_url", "https://gist.github.com/" + id + ".git");
    json.put("html_url", "https://gist.github.com/" + user.login() + "/" + id);
    Map<String, Object> shown = new LinkedHashMap<>();
    files.entrySet().stream()
        .limit(SHOWN_FILES)
        .forEach(file -> shown.put(file.getKey(), file(user, file, content)));
    json.put("files", shown);
    json.put("public", true);
    json.put("created_at", created.toString());
    json.put("updated_at", updated.toString());
    json.put("description", description);
    json.put("comments", 0);
    json.put("comments_enabled", true);
    json.put("user", null);
    json.put("comments_url", own + "/comments");
    json.put("owner", user.simple(api));
    json.put("truncated", files.size() > SHOWN_FILES);
    return json;
  }

  private Map<String, Object> file(User user, Map.Entry<String, String> file, boolean content) {
    String text = file.getValue();
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    String hash = ETags.hash(id + version + file.getKey()).substring(0, 40);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("filename", file.getKey());
    json.put("type", "text/plain");
    json.put("language", "Text");
    json.put(
        "raw_url",
        "https://gist.githubusercontent.com/"
            + user.login()
            + "/"
            + id
            + "/raw/"
            + hash
            + "/"
            + file.getKey().replace(" ", "%20"));
    json.put("size", size);
    if (content) {
      boolean truncated = size > SHOWN_OF_A_FILE;
      json.put("truncated", truncated);
      json.put("content", truncated ? text.substring(0, SHOWN_OF_A_FILE) : text);
      json.put("encoding", "utf-8");
    }
    return json;
  }
}
