package io.caravan.sandbox.github;

import java.time.Instant;

/** A run of the one workflow that a repository has. Guarded by {@link Projects}. */
final class WorkflowRun {

  static final int JOBS = 2;

  final long id;
  final int number;
  final User actor;
  final Commit commit;
  final Instant created;
  Instant updated;

  /** Null while it runs. */
  String conclusion;

  WorkflowRun(long id, int number, User actor, Commit commit, Instant created) {
    this.id = id;
    this.number = number;
    this.actor = actor;
    this.commit = commit;
    this.created = created;
    this.updated = created;
  }
}
