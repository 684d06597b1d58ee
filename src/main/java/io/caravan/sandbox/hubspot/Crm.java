package io.caravan.sandbox.hubspot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The records of the account, by kind and id. Every change gets a time of its own. */
final class Crm {

  private static final long FIRST_ENGAGEMENT = 8_950;

  private final Clock clock;
  private final Associations associations;
  private final Map<ObjectType, TreeMap<Long, CrmObject>> objects = new EnumMap<>(ObjectType.class);
  private final Map<ObjectType, Long> lastId = new EnumMap<>(ObjectType.class);
  private Instant last = Instant.EPOCH;

  Crm(Clock clock, Associations associations) {
    this.clock = clock;
    this.associations = associations;
    for (ObjectType type : ObjectType.values()) {
      objects.put(type, new TreeMap<>());
      // Numbers of different length follow each other: as texts they would sort another way.
      lastId.put(type, type.isEngagement() ? FIRST_ENGAGEMENT : 950 + 1_000L * type.ordinal());
    }
  }

  /** Creates a record now. */
  synchronized CrmObject create(ObjectType type, Map<String, String> properties) {
    return create(type, properties, tick());
  }

  synchronized CrmObject create(ObjectType type, Map<String, String> properties, Instant at) {
    if (type == ObjectType.CONTACTS) {
      refuseTakenEmail(properties.get("email"), null);
    }
    // All engagements share one sequence: the list of engagements tells them apart by id.
    ObjectType sequence = type.isEngagement() ? ObjectType.CALLS : type;
    long id = lastId.merge(sequence, 1L, Long::sum);
    CrmObject created = new CrmObject(type, id, properties, at);
    objects.get(type).put(id, created);
    return created;
  }

  synchronized void change(CrmObject object, Map<String, String> changes) {
    if (object.type() == ObjectType.CONTACTS) {
      refuseTakenEmail(changes.get("email"), object);
    }
    object.change(changes, tick());
  }

  synchronized void archive(CrmObject object) {
    object.archive(tick());
  }

  synchronized void restore(CrmObject object) {
    object.restore(tick());
  }

  /** The record is gone for good, as after ninety days or a deletion for privacy. */
  synchronized void purge(CrmObject object) {
    objects.get(object.type()).remove(object.id());
    associations.forget(object.type(), object.id());
  }

  synchronized Optional<CrmObject> find(ObjectType type, long id) {
    return Optional.ofNullable(objects.get(type).get(id));
  }

  /** In the order of the ids. */
  synchronized List<CrmObject> list(ObjectType type, boolean archived) {
    return objects.get(type).values().stream().filter(o -> o.archived() == archived).toList();
  }

  /** Calls, emails, meetings, notes and tasks in one list. */
  synchronized List<CrmObject> engagements(boolean archived) {
    List<CrmObject> all = new ArrayList<>();
    ObjectType.engagements().forEach(type -> all.addAll(list(type, archived)));
    all.sort(Comparator.comparingLong(CrmObject::id));
    return all;
  }

  /** Now, in milliseconds, and later than any change before. */
  private Instant tick() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    last = now.isAfter(last) ? now : last.plus(Duration.ofMillis(1));
    return last;
  }

  private void refuseTakenEmail(String email, CrmObject except) {
    if (email == null) {
      return;
    }
    objects.get(ObjectType.CONTACTS).values().stream()
        .filter(contact -> contact != except && !contact.archived())
        .filter(contact -> contact.property("email").filter(email::equalsIgnoreCase).isPresent())
        .findFirst()
        .ifPresent(
            taken -> {
              throw Refused.conflict("Contact already exists. Existing ID: " + taken.id());
            });
  }
}
