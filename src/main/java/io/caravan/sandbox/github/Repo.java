package io.caravan.sandbox.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A repository with what is in it. Guarded by {@link Projects}. */
final class Repo {

  static final String BRANCH = "main";

  final long id;
  final User owner;
  final Instant created;
  String name;
  Instant updated;
  Instant pushed;

  /** How many commits there ever were, gone ones too. */
  int made;

  /** Oldest first. */
  final List<Commit> commits = new ArrayList<>();

  final List<Pull> pulls = new ArrayList<>();
  final List<WorkflowRun> runs = new ArrayList<>();

  Repo(long id, User owner, String name, Instant created) {
    this.id = id;
    this.owner = owner;
    this.name = name;
    this.created = created;
    this.updated = created;
    this.pushed = created;
  }

  String fullName() {
    return owner.login() + "/" + name;
  }

  /** The name of its last commit; that of nothing while it is empty. */
  String head() {
    return commits.isEmpty() ? "0".repeat(40) : commits.get(commits.size() - 1).sha();
  }

  Pull pull(int number) {
    return pulls.stream()
        .filter(pull -> pull.number == number)
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  WorkflowRun run(long wanted) {
    return runs.stream().filter(run -> run.id == wanted).findFirst().orElseThrow(Refused::notFound);
  }
}
