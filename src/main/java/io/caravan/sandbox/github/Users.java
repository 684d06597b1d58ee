package io.caravan.sandbox.github;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All users by name, in which capitals make no difference. */
final class Users {

  private final Clock clock;
  private final Map<String, User> byName = new TreeMap<>();
  private long lastId;

  Users(Clock clock) {
    this.clock = clock;
  }

  synchronized User add(String login, String type) {
    if (byName.containsKey(key(login))) {
      throw new IllegalArgumentException("There is a " + login + " already");
    }
    User user = new User(login, ++lastId, type, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    byName.put(key(login), user);
    return user;
  }

  /** Another name for the same user; the old one leads nowhere, as at GitHub. */
  synchronized User rename(String login, String other) {
    User old = get(login);
    User renamed = new User(other, old.id(), old.type(), old.created());
    byName.remove(key(login));
    byName.put(key(other), renamed);
    return renamed;
  }

  synchronized void remove(String login) {
    byName.remove(key(login));
  }

  synchronized Optional<User> find(String login) {
    return Optional.ofNullable(byName.get(key(login)));
  }

  /** The user of a call, or 404. */
  User get(String login) {
    return find(login).orElseThrow(Refused::notFound);
  }

  synchronized Collection<User> all() {
    return List.copyOf(byName.values());
  }

  private static String key(String login) {
    return login.toLowerCase(Locale.ROOT);
  }
}
