package io.caravan.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts together again what one statement reads at once: a row for each file, with its gist and its
 * person beside it, in the order of the three.
 */
final class PersonRows {

  private PersonRows() {}

  static List<Person> people(List<Map<String, Object>> rows) {
    List<Person> people = new ArrayList<>();
    Object person = null;
    Object gist = null;
    for (Map<String, Object> row : rows) {
      if (!row.get("id").equals(person)) {
        person = row.get("id");
        people.add(person(row));
      }
      List<Gist> gists = people.get(people.size() - 1).gists();
      if (row.get("gist") != null && !row.get("gist").equals(gist)) {
        gist = row.get("gist");
        gists.add(gist(row));
      }
      if (row.get("file") != null) {
        gists.get(gists.size() - 1).files().add(file(row));
      }
    }
    return people;
  }

  private static Person person(Map<String, Object> row) {
    return new Person(
        number(row, "id"),
        Moment.text(row.get("created_at")),
        Moment.text(row.get("updated_at")),
        text(row, "github_username"),
        Moment.text(row.get("last_visit")),
        row.get("pipedrive_id") == null ? null : number(row, "pipedrive_id"),
        new ArrayList<>());
  }

  private static Gist gist(Map<String, Object> row) {
    return new Gist(
        number(row, "gist"),
        Moment.text(row.get("gist_created_at")),
        Moment.text(row.get("gist_updated_at")),
        text(row, "description"),
        text(row, "pull_url"),
        new ArrayList<>());
  }

  private static GistFile file(Map<String, Object> row) {
    return new GistFile(
        number(row, "file"),
        Moment.text(row.get("file_created_at")),
        Moment.text(row.get("file_updated_at")),
        text(row, "name"),
        text(row, "raw_url"));
  }

  private static long number(Map<String, Object> row, String column) {
    return ((Number) row.get(column)).longValue();
  }

  private static String text(Map<String, Object> row, String column) {
    Object value = row.get(column);
    return value == null ? null : value.toString();
  }
}
