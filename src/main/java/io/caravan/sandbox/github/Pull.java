package io.caravan.sandbox.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A pull request with its reviews. Guarded by {@link Projects}. */
final class Pull {

  /** What somebody thinks of it. */
  record Review(long id, User user, String state, Instant at) {}

  final long id;
  final int number;
  final User user;
  final Instant created;
  final List<Review> reviews = new ArrayList<>();
  String title;
  Instant updated;
  Instant closed;
  Instant merged;
  String mergeCommit;

  Pull(long id, int number, User user, String title, Instant created) {
    this.id = id;
    this.number = number;
    this.user = user;
    this.title = title;
    this.created = created;
    this.updated = created;
  }

  String branch() {
    return "change-" + number;
  }
}
