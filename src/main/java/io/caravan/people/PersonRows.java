package io.caravan.people;

import io.caravan.db.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads people with one statement of {@code routes/api} and puts together what it gives: rows of
 * people, of gists and of files, each with the id of what it belongs to, in any order. Sorting the
 * few that belong together is little; the database would sort all rows of a page with all their
 * texts, which takes it a third of the whole statement.
 */
final class PersonRows {

  /**
   * Fewer than the pool has, so that requests leave connections to the pipelines; and in the order
   * in which they came, because the pool lets a thread that just gave a connection back have it
   * again before those that wait.
   */
  private static final Semaphore TURNS = new Semaphore(4, true);

  private static final long PATIENCE_SECONDS = 10;

  private static final int KIND = 1;
  private static final int OWNER = 2;
  private static final int ID = 3;
  private static final int CREATED = 4;
  private static final int UPDATED = 5;
  private static final int TEXT = 6;
  private static final int ADDRESS = 7;
  private static final int LAST_VISIT = 8;
  private static final int PIPEDRIVE_ID = 9;

  private final ResultSet row;
  private final Moment moment;
  private final List<Person> people = new ArrayList<>();
  private final Map<Long, List<Gist>> gistsOf = new HashMap<>();
  private final Map<Long, List<GistFile>> filesOf = new HashMap<>();

  private PersonRows(Product product, ResultSet row) {
    this.row = row;
    this.moment = new Moment(product, row);
  }

  static List<Person> read(PeopleDatabase database, String sql, Object... parameters)
      throws SQLException {
    awaitTurn();
    try {
      return select(database, sql, parameters);
    } finally {
      TURNS.release();
    }
  }

  private static void awaitTurn() throws SQLException {
    try {
      if (TURNS.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SQLTransientConnectionException("no turn to read within " + PATIENCE_SECONDS + " s");
  }

  private static List<Person> select(PeopleDatabase database, String sql, Object... parameters)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        // The pool wraps what it gives; for the values of a thousand rows that is one call too
        // many.
        return new PersonRows(database.product(), rows.unwrap(ResultSet.class)).people();
      }
    }
  }

  private List<Person> people() throws SQLException {
    while (row.next()) {
      switch (row.getInt(KIND)) {
        case 1 -> people.add(person());
        case 2 -> of(gistsOf).add(gist());
        default -> of(filesOf).add(file());
      }
    }
    people.sort(Comparator.comparingLong(Person::id));
    people.forEach(this::complete);
    return people;
  }

  private <T> List<T> of(Map<Long, List<T>> owned) throws SQLException {
    return owned.computeIfAbsent(row.getLong(OWNER), owner -> new ArrayList<>());
  }

  /** Between two people of a page there may be one who is only claimed, and is not shown. */
  private void complete(Person person) {
    person.gists().addAll(gistsOf.getOrDefault(person.id(), List.of()));
    person.gists().sort(Comparator.comparingLong(Gist::id));
    for (Gist gist : person.gists()) {
      gist.files().addAll(filesOf.getOrDefault(gist.id(), List.of()));
      gist.files().sort(Comparator.comparingLong(GistFile::id));
    }
  }

  private Person person() throws SQLException {
    long pipedriveId = row.getLong(PIPEDRIVE_ID);
    Long known = row.wasNull() ? null : pipedriveId;
    return new Person(
        row.getLong(ID),
        moment.text(CREATED),
        moment.text(UPDATED),
        row.getString(TEXT),
        moment.text(LAST_VISIT),
        known,
        new ArrayList<>());
  }

  private Gist gist() throws SQLException {
    return new Gist(
        row.getLong(ID),
        moment.text(CREATED),
        moment.text(UPDATED),
        row.getString(TEXT),
        row.getString(ADDRESS),
        new ArrayList<>());
  }

  private GistFile file() throws SQLException {
    return new GistFile(
        row.getLong(ID),
        moment.text(CREATED),
        moment.text(UPDATED),
        row.getString(TEXT),
        row.getString(ADDRESS));
  }
}
