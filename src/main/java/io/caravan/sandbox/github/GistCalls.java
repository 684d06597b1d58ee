package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The calls on gists: those of a user, and one. */
final class GistCalls {

  private final String api;
  private final Pages pages;
  private final Users users;
  private final Gists gists;

  GistCalls(String api, Pages pages, Users users, Gists gists) {
    this.api = api;
    this.pages = pages;
    this.users = users;
    this.gists = gists;
  }

  void addTo(Router router) {
    router
        .add("GET", "/users/{username}/gists", this::list)
        .add("GET", "/gists/{gist_id}", this::read);
  }

  private Reply list(Call call) {
    User user = users.get(call.part("username"));
    Optional<Instant> since = call.time("since");
    List<Gist> wanted =
        gists.of(user).stream()
            // "Updated after the given time", at its word: a gist of that very second is left out.
            .filter(gist -> since.isEmpty() || gist.updated().isAfter(since.get()))
            .toList();
    return pages.of(call, wanted, gist -> gist.listed(api, user));
  }

  private Reply read(Call call) {
    Gist gist = gists.get(call.part("gist_id"));
    User owner =
        users.all().stream()
            .filter(user -> user.id() == gist.owner())
            .findFirst()
            .orElseThrow(Refused::notFound);
    return Reply.json(200, gist.whole(api, owner));
  }
}
