package io.caravan.sandbox;

import io.caravan.sandbox.github.GitHub;
import io.caravan.sandbox.github.Projects;
import io.caravan.sandbox.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The state of the GitHub stand-in and what can go wrong with it. It begins with one user, {@code
 * octocat}, who has three gists, and the organisation {@code acme} with three repositories.
 */
public final class GitHubSandbox {

  /**
   * The token a person made at the screen; the sandbox answers without one too, 60 times an hour.
   */
  public static final String TOKEN = GitHub.TOKEN;

  /** Where the API lies below the address of the sandbox. */
  public static final String BASE = GitHub.BASE;

  private final GitHub github;

  GitHubSandbox(GitHub github) {
    this.github = github;
    github.addUser("octocat");
    github.addGist("octocat", "Hello World Examples", Map.of("hello_world.rb", "puts 'Hello'"));
    github.addGist("octocat", null, Map.of("notes.txt", "nothing much"));
    github.addGist("octocat", "Two files", Map.of("a.txt", "a", "b.txt", "b"));
  }

  /** A person signs up. */
  public void addUser(String login) {
    github.addUser(login);
  }

  /** A user takes another name; nobody answers to the old one. */
  public void renameUser(String login, String other) {
    github.renameUser(login, other);
  }

  /** A person leaves, and all gists with them. */
  public void deleteUser(String login) {
    github.deleteUser(login);
  }

  /**
   * A user makes a gist.
   *
   * @param description null for none
   * @param files content by name
   * @return its id
   */
  public String addGist(String login, String description, Map<String, String> files) {
    return github.addGist(login, description, files);
  }

  /**
   * A user changes a gist.
   *
   * @param files contents that are new or other; null takes a file away
   */
  public void editGist(String id, String description, Map<String, String> files) {
    github.editGist(id, description, files);
  }

  public void deleteGist(String id) {
    github.deleteGist(id);
  }

  /** The gists of a user, newest first, as a list shows them. */
  public List<Map<String, Object>> gists(String login) {
    return github.gists(login);
  }

  /** Organisations with their members, repositories, commits, pull requests and runs. */
  public Projects projects() {
    return github.projects();
  }

  /** How many calls came, refused ones too. */
  public int calls() {
    return github.ledger().calls();
  }

  /** How many of them were told that nothing has changed; these count against no limit. */
  public int unchanged() {
    return github.ledger().unchanged();
  }

  /** How many calls an hour are allowed: at first 5,000 with a token and 60 without. */
  public void setHourlyLimits(int withToken, int without) {
    github.hourly(withToken, without);
  }

  /**
   * The next calls meet the secondary limit, a 403 that only its message tells from a refusal.
   *
   * @param retryAfter seconds in the header Retry-After; null for no such header
   */
  public void limitNext(int times, Integer retryAfter) {
    github.secondary(times, retryAfter);
  }

  /** The next calls whose path begins like this below the address are answered with this. */
  public void failNext(String path, int status, String body, String contentType, int times) {
    Reply reply = new Reply(status, contentType, Map.of(), body, null);
    github.faults().fail(null, BASE + path, reply, times);
  }

  /**
   * Pages of a user's gists after the first are answered with this; a user of null: of nobody's.
   */
  public void failLaterPagesOf(String login, int status, String body) {
    github.failLaterPages(
        login, login == null ? null : new Reply(status, "application/json", Map.of(), body, null));
  }

  /** The next calls whose path begins like this lose their answer. */
  public void loseReplyOfNext(String path, int times) {
    github.faults().loseReply("GET", BASE + path, times);
  }

  /** The next calls whose path begins like this are answered late. */
  public void delayNext(String path, Duration delay, int times) {
    github.faults().delay("GET", BASE + path, delay, times);
  }

  /** Faults that have not struck yet are forgotten. */
  public void clearFaults() {
    github.faults().clear();
  }

  /** Lets that much time pass at once, for limits and changes. */
  public void advanceClock(Duration by) {
    github.advanceClock(by);
  }
}
