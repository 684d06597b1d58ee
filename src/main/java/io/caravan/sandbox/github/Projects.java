package io.caravan.sandbox.github;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Organisations with their members and repositories, and what people do there. Ids are as large as
 * GitHub's are by now: those of pull requests, reviews and runs do not fit into 32 bits.
 */
public final class Projects {

  private static final long FIRST_REPO = 700_000_000L;
  private static final long FIRST_OF_THE_LARGE = 3_000_000_000L;

  private final Clock clock;
  private final Users users;
  private final Map<String, Set<String>> members = new LinkedHashMap<>();
  private final List<Repo> repos = new ArrayList<>();
  private final Map<String, Long> formerNames = new LinkedHashMap<>();
  private long lastRepo = FIRST_REPO;
  private long lastLarge = FIRST_OF_THE_LARGE;

  Projects(Clock clock, Users users) {
    this.clock = clock;
    this.users = users;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private User user(String login) {
    return users.find(login).orElseGet(() -> users.add(login, "User"));
  }

  /** Somebody founds an organisation; whoever is named and not there yet signs up. */
  public synchronized void addOrganization(String login, String... names) {
    users.add(login, "Organization");
    members.put(login, new LinkedHashSet<>());
    List.of(names).forEach(name -> addMember(login, name));
  }

  /** A user becomes a member. */
  public synchronized void addMember(String organization, String login) {
    user(login);
    members.get(organization).add(login);
  }

  /** A member leaves; what they have written stays theirs. */
  public synchronized void removeMember(String organization, String login) {
    members.get(organization).remove(login);
  }

  /** A repository is made, without a commit; yields its id. */
  public synchronized long addRepo(String owner, String name) {
    return addRepo(owner, name, now());
  }

  synchronized long addRepo(String owner, String name, Instant at) {
    Repo repo = new Repo(++lastRepo, users.get(owner), name, at);
    repos.add(repo);
    return repo.id;
  }

  /** A repository gets another name; the old one leads to it. */
  public synchronized void renameRepo(String owner, String name, String other) {
    Repo repo = named(owner, name);
    formerNames.put(key(owner, name), repo.id);
    formerNames.remove(key(owner, other));
    repo.name = other;
    repo.updated = now();
  }

  public synchronized void deleteRepo(String owner, String name) {
    repos.remove(named(owner, name));
  }

  /**
   * Somebody pushes a commit.
   *
   * @param login null for somebody whose address belongs to nobody at GitHub
   * @return its name
   */
  public synchronized String commit(String owner, String name, String login, String message) {
    return commit(owner, name, login, message, now());
  }

  /** The same with a commit that is older, as a merge brings it. */
  public synchronized String commit(
      String owner, String name, String login, String message, Instant at) {
    return commit(named(owner, name), login, message, at, now());
  }

  /** A commit of the past, pushed as soon as it was made. */
  synchronized String pushed(String owner, String name, String login, String message, Instant at) {
    return commit(named(owner, name), login, message, at, at);
  }

  private String commit(Repo repo, String login, String message, Instant at, Instant pushed) {
    String parent = repo.commits.isEmpty() ? null : repo.head();
    String sha = ETags.hash(repo.id + " " + repo.made++).substring(0, 40);
    repo.commits.add(new Commit(sha, parent, login == null ? null : user(login), message, at));
    repo.pushed = pushed.isAfter(repo.pushed) ? pushed : repo.pushed;
    return sha;
  }

  /** Somebody pushes with force: the last commits are gone as if they had never been. */
  public synchronized void rewind(String owner, String name, int commits) {
    Repo repo = named(owner, name);
    int size = repo.commits.size();
    repo.commits.subList(size - commits, size).clear();
    repo.pushed = now();
  }

  /** Somebody opens a pull request; yields its number. */
  public synchronized int openPull(String owner, String name, String login, String title) {
    return openPull(owner, name, login, title, now());
  }

  synchronized int openPull(String owner, String name, String login, String title, Instant at) {
    Repo repo = named(owner, name);
    int number = repo.pulls.size() + 1;
    repo.pulls.add(new Pull(++lastLarge, number, user(login), title, at));
    return number;
  }

  /** A pull request is merged, with a commit that says so. */
  public synchronized void mergePull(String owner, String name, int number) {
    mergePull(owner, name, number, now());
  }

  synchronized void mergePull(String owner, String name, int number, Instant at) {
    Pull pull = closed(owner, name, number, at);
    pull.merged = at;
    String message = "Merge pull request #" + number + "\n\n" + pull.title;
    pull.mergeCommit = pushed(owner, name, pull.user.login(), message, at);
  }

  /** A pull request is closed and not merged. */
  public synchronized void closePull(String owner, String name, int number) {
    closePull(owner, name, number, now());
  }

  synchronized void closePull(String owner, String name, int number, Instant at) {
    closed(owner, name, number, at);
  }

  /** A repository of the organisation that is there at the beginning, full of work. */
  public synchronized void sow(String name, int commits, int pulls) {
    sow(name, commits, pulls, pulls);
  }

  /** The same with so many runs. */
  public synchronized void sow(String name, int commits, int pulls, int runs) {
    new ProjectSeed(this).repo(name, commits, pulls, runs);
  }

  private Pull closed(String owner, String name, int number, Instant at) {
    Pull pull = named(owner, name).pull(number);
    pull.closed = at;
    pull.updated = at;
    return pull;
  }

  /** Somebody reviews a pull request, with a state such as {@code APPROVED}. */
  public synchronized void review(
      String owner, String name, int number, String login, String state) {
    review(owner, name, number, login, state, now());
  }

  synchronized void review(
      String owner, String name, int number, String login, String state, Instant at) {
    Pull pull = named(owner, name).pull(number);
    pull.reviews.add(new Pull.Review(++lastLarge, user(login), state, at));
    pull.updated = at.isAfter(pull.updated) ? at : pull.updated;
  }

  /** The workflow of a repository begins to run on its last commit; yields the id of the run. */
  public synchronized long startRun(String owner, String name, String login) {
    return startRun(owner, name, login, now());
  }

  synchronized long startRun(String owner, String name, String login, Instant at) {
    Repo repo = named(owner, name);
    Commit last = repo.commits.get(repo.commits.size() - 1);
    repo.runs.add(new WorkflowRun(++lastLarge, repo.runs.size() + 1, user(login), last, at));
    return lastLarge;
  }

  /** A run ends, for example with {@code success}. */
  public synchronized void endRun(String owner, String name, long id, String conclusion) {
    endRun(owner, name, id, conclusion, now());
  }

  synchronized void endRun(String owner, String name, long id, String conclusion, Instant at) {
    WorkflowRun run = named(owner, name).run(id);
    run.conclusion = conclusion;
    run.updated = at;
  }

  /** How many commits, pull requests, reviews and runs a repository has. */
  public synchronized Map<String, Integer> counts(String owner, String name) {
    Repo repo = named(owner, name);
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("commits", repo.commits.size());
    counts.put("pulls", repo.pulls.size());
    counts.put("reviews", repo.pulls.stream().mapToInt(pull -> pull.reviews.size()).sum());
    counts.put("runs", repo.runs.size());
    return counts;
  }

  private Repo named(String owner, String name) {
    return find(owner, name).orElseThrow(Refused::notFound);
  }

  synchronized Optional<Repo> find(String owner, String name) {
    return repos.stream()
        .filter(repo -> key(owner, name).equals(key(repo.owner.login(), repo.name)))
        .findFirst();
  }

  synchronized Repo byId(long id) {
    return repos.stream().filter(repo -> repo.id == id).findFirst().orElseThrow(Refused::notFound);
  }

  /** The repository that once had this name. */
  synchronized Optional<Repo> formerly(String owner, String name) {
    return Optional.ofNullable(formerNames.get(key(owner, name))).map(this::byId);
  }

  synchronized List<Repo> reposOf(User owner) {
    return repos.stream().filter(repo -> repo.owner.id() == owner.id()).toList();
  }

  synchronized List<User> membersOf(User organization) {
    return members.getOrDefault(organization.login(), Set.of()).stream().map(users::get).toList();
  }

  private static String key(String owner, String name) {
    return (owner + "/" + name).toLowerCase(Locale.ROOT);
  }
}
