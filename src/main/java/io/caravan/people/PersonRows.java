package io.caravan.people;

import io.caravan.db.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads people with one statement of {@code routes/api} and puts together what it gives: rows of
 * people, then of gists, then of files, each with the id of what it belongs to.
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

  private final Product product;
  private final ResultSet row;
  private final Map<Long, Person> people = new LinkedHashMap<>();
  private final Map<Long, Gist> gists = new HashMap<>();

  private PersonRows(Product product, ResultSet row) {
    this.product = product;
    this.row = row;
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
        case 1 -> person();
        case 2 -> gist();
        default -> file();
      }
    }
    return new ArrayList<>(people.values());
  }

  private void person() throws SQLException {
    long id = row.getLong(ID);
    long pipedriveId = row.getLong(PIPEDRIVE_ID);
    Long known = row.wasNull() ? null : pipedriveId;
    people.put(
        id,
        new Person(
            id,
            moment(CREATED),
            moment(UPDATED),
            row.getString(TEXT),
            moment(LAST_VISIT),
            known,
            new ArrayList<>()));
  }

  /** Between two people of a page there may be one who is only claimed, and is not shown. */
  private void gist() throws SQLException {
    Person person = people.get(row.getLong(OWNER));
    if (person == null) {
      return;
    }
    long id = row.getLong(ID);
    Gist gist =
        new Gist(
            id,
            moment(CREATED),
            moment(UPDATED),
            row.getString(TEXT),
            row.getString(ADDRESS),
            new ArrayList<>());
    gists.put(id, gist);
    person.gists().add(gist);
  }

  private void file() throws SQLException {
    Gist gist = gists.get(row.getLong(OWNER));
    if (gist != null) {
      gist.files()
          .add(
              new GistFile(
                  row.getLong(ID),
                  moment(CREATED),
                  moment(UPDATED),
                  row.getString(TEXT),
                  row.getString(ADDRESS)));
    }
  }

  private String moment(int column) throws SQLException {
    return Moment.text(product, row, column);
  }
}
