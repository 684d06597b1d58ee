package io.caravan.sandbox.hubspot;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Owners and the teams they are in. */
final class People {

  /** Someone who owns records. */
  record Owner(
      long id,
      String email,
      String firstName,
      String lastName,
      long userId,
      Instant createdAt,
      Instant updatedAt,
      boolean archived) {

    /** Someone who has left has no user any more, and is known by the number there once was. */
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", String.valueOf(id));
      json.put("email", email);
      json.put("type", "PERSON");
      json.put("firstName", firstName);
      json.put("lastName", lastName);
      if (!archived) {
        json.put("userId", userId);
      }
      json.put("userIdIncludingInactive", userId);
      json.put("createdAt", CrmObject.time(createdAt));
      json.put("updatedAt", CrmObject.time(updatedAt));
      json.put("archived", archived);
      return json;
    }
  }

  private final Clock clock;
  private final List<Owner> owners = new ArrayList<>();
  private final List<Map<String, Object>> teams = new ArrayList<>();

  People(Clock clock) {
    this.clock = clock;
  }

  synchronized List<Owner> owners() {
    return List.copyOf(owners);
  }

  synchronized List<Map<String, Object>> teams() {
    return List.copyOf(teams);
  }

  synchronized long addOwner(String email, String firstName, String lastName, Instant at) {
    long id = 40 + 31L * owners.size();
    owners.add(new Owner(id, email, firstName, lastName, 7_000 + owners.size(), at, at, false));
    return id;
  }

  synchronized void archiveOwner(long id) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    owners.replaceAll(
        owner ->
            owner.id != id
                ? owner
                : new Owner(
                    id,
                    owner.email,
                    owner.firstName,
                    owner.lastName,
                    owner.userId,
                    owner.createdAt,
                    now,
                    true));
  }

  synchronized void addTeam(String name, List<String> userIds) {
    Map<String, Object> team = new LinkedHashMap<>();
    team.put("id", String.valueOf(300 + teams.size()));
    team.put("name", name);
    team.put("userIds", userIds);
    team.put("secondaryUserIds", List.of());
    teams.add(team);
  }
}
