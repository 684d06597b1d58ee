package io.caravan.sandbox.github;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user, or an organisation.
 *
 * @param type {@code User} or {@code Organization}
 */
record User(String login, long id, String type, Instant created) {

  /** As it stands in other records. */
  Map<String, Object> simple(String api) {
    String own = api + "/users/" + login;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("login", login);
    json.put("id", id);
    json.put("node_id", "U_" + id);
    json.put("avatar_url", "https://avatars.githubusercontent.com/u/" + id + "?v=4");
    json.put("gravatar_id", "");
    json.put("url", own);
    json.put("html_url", "https://github.com/" + login);
    json.put("followers_url", own + "/followers");
    json.put("following_url", own + "/following{/other_user}");
    json.put("gists_url", own + "/gists{/gist_id}");
    json.put("starred_url", own + "/starred{/owner}{/repo}");
    json.put("subscriptions_url", own + "/subscriptions");
    json.put("organizations_url", own + "/orgs");
    json.put("repos_url", own + "/repos");
    json.put("events_url", own + "/events{/privacy}");
    json.put("received_events_url", own + "/received_events");
    json.put("type", type);
    json.put("user_view_type", "public");
    json.put("site_admin", false);
    return json;
  }

  /** As it is shown when it is asked for. */
  Map<String, Object> whole(String api, int publicGists) {
    Map<String, Object> json = simple(api);
    json.put("name", login);
    json.put("company", null);
    json.put("blog", "");
    json.put("location", null);
    json.put("email", null);
    json.put("hireable", null);
    json.put("bio", null);
    json.put("twitter_username", null);
    json.put("public_repos", 0);
    json.put("public_gists", publicGists);
    json.put("followers", 0);
    json.put("following", 0);
    json.put("created_at", created.toString());
    json.put("updated_at", created.toString());
    return json;
  }
}
