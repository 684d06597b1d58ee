package io.caravan.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Routes;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a company has beside deals: persons, activities, notes. */
public final class Around {

  private final Fields personFields = Fields.ofPersons();
  private final Items persons;
  private final Items activities;
  private final NoteCalls notes;
  private final ItemCalls personCalls;
  private final ItemCalls activityCalls;

  Around(Clock clock) {
    persons = new Items(Kind.PERSON, clock);
    activities = new Items(Kind.ACTIVITY, clock);
    notes = new NoteCalls(clock);
    personCalls = new ItemCalls(Kind.PERSON, persons, persons, personFields);
    activityCalls = new ItemCalls(Kind.ACTIVITY, activities, persons, personFields);
  }

  void addTo(Routes<Call> routes) {
    new PersonSearch(persons, personFields).addTo(routes);
    new FieldCalls("personField", personFields).addTo(routes);
    personCalls.addTo(routes);
    activityCalls.addTo(routes);
    notes.addTo(routes);
  }

  /** The persons that are not deleted, by id. */
  public List<Map<String, Object>> persons() {
    return persons.all(person -> true).stream().map(personCalls::json).toList();
  }

  /** The activities that are not deleted, by id. */
  public List<Map<String, Object>> activities() {
    return activities.all(activity -> true).stream().map(activityCalls::json).toList();
  }

  /** The notes that are not deleted, by id. */
  public List<Map<String, Object>> notes() {
    return notes.all();
  }

  /** What a person at the screen does: no call is counted, no limit is touched. */
  public long createPerson(Map<String, ?> body) {
    return personCalls.create(node(body)).id();
  }

  public String addPersonField(String name, String type) {
    return personFields.add(node(Map.of("field_name", name, "field_type", type))).code();
  }

  public long createActivity(Map<String, ?> body) {
    return activityCalls.create(node(body)).id();
  }

  public void deleteActivity(long id) {
    activities.delete(id);
  }

  private static JsonNode node(Map<String, ?> body) {
    return Json.read(Json.write(body)).orElseThrow();
  }
}
