package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Reply;

/** The calls on users. */
final class UserCalls {

  private final String api;
  private final Users users;
  private final Gists gists;

  UserCalls(String api, Users users, Gists gists) {
    this.api = api;
    this.users = users;
    this.gists = gists;
  }

  void addTo(Router router) {
    router.add("GET", "/users/{username}", this::read);
  }

  private Reply read(Call call) {
    User user = users.get(call.part("username"));
    return Reply.json(200, user.whole(api, gists.of(user).size()));
  }
}
