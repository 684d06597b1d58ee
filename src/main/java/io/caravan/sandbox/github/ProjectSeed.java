package io.caravan.sandbox.github;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The organisation that is there at the beginning, {@code acme}: five members, and somebody else
 * who contributes; the repositories {@code shop}, {@code tools} and {@code empty}. Always the same.
 */
final class ProjectSeed {

  static final String ORGANIZATION = "acme";
  private static final List<String> MEMBERS = List.of("ada", "bert", "cleo", "dana", "emil");
  private static final List<String> PEOPLE =
      List.of("ada", "bert", "cleo", "dana", "emil", "visitor");
  private static final Instant BEGIN = Instant.parse("2024-01-08T08:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(95);

  private final Projects projects;

  ProjectSeed(Projects projects) {
    this.projects = projects;
  }

  void sow() {
    projects.addOrganization(ORGANIZATION, MEMBERS.toArray(String[]::new));
    repo("shop", 230, 24, 24);
    repo("tools", 40, 5, 5);
    projects.addRepo(ORGANIZATION, "empty", BEGIN);
  }

  /** A repository with commits, pull requests of each kind, reviews and runs. */
  void repo(String name, int commits, int pulls, int runs) {
    projects.addRepo(ORGANIZATION, name, BEGIN);
    Instant at = BEGIN;
    for (int i = 0; i < commits; i++) {
      at = at.plus(STEP);
      // Now and then one whose author GitHub does not know.
      String author = i % 17 == 16 ? null : PEOPLE.get(i % PEOPLE.size());
      String message = "Change " + (i + 1) + " of " + name + "\n\nWhat it is for.";
      projects.pushed(ORGANIZATION, name, author, message, at);
    }
    for (int i = 0; i < pulls; i++) {
      Instant opened = BEGIN.plus(STEP.multipliedBy(i * 9L + 1));
      pull(name, i, opened);
    }
    for (int i = 0; i < runs; i++) {
      Instant opened = BEGIN.plus(STEP.multipliedBy(i * 9L + 1));
      long run = projects.startRun(ORGANIZATION, name, PEOPLE.get(i % 5), opened);
      projects.endRun(
          ORGANIZATION, name, run, i % 4 == 3 ? "failure" : "success", opened.plusSeconds(300));
    }
  }

  private void pull(String name, int i, Instant opened) {
    String author = PEOPLE.get((i + 2) % PEOPLE.size());
    int number = projects.openPull(ORGANIZATION, name, author, "Improvement " + (i + 1), opened);
    for (int review = 0; review < i % 3; review++) {
      String state = review == 0 ? "APPROVED" : "CHANGES_REQUESTED";
      projects.review(
          ORGANIZATION,
          name,
          number,
          PEOPLE.get((i + review) % 5),
          state,
          opened.plus(Duration.ofHours(review + 2L)));
    }
    if (i % 5 == 3) {
      projects.closePull(ORGANIZATION, name, number, opened.plus(Duration.ofHours(60)));
    } else if (i % 5 != 4) {
      projects.mergePull(ORGANIZATION, name, number, opened.plus(Duration.ofHours(6L + i)));
    }
  }
}
