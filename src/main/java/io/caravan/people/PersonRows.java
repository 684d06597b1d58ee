package io.caravan.people;

import io.caravan.db.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads people with one statement of {@code routes/api} and puts together again what it gives: a
 * row for each file, with its gist and its person beside it, in the order of the three.
 */
final class PersonRows {

  private static final int PERSON = 1;
  private static final int GIST = 7;
  private static final int FILE = 12;

  private final Product product;
  private final ResultSet row;

  private PersonRows(Product product, ResultSet row) {
    this.product = product;
    this.row = row;
  }

  static List<Person> read(PeopleDatabase database, String sql, Object... parameters)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        return new PersonRows(database.product(), rows).people();
      }
    }
  }

  private List<Person> people() throws SQLException {
    List<Person> people = new ArrayList<>();
    long person = -1;
    long gist = -1;
    while (row.next()) {
      if (row.getLong(PERSON) != person) {
        person = row.getLong(PERSON);
        people.add(person());
      }
      List<Gist> gists = people.get(people.size() - 1).gists();
      long nextGist = row.getLong(GIST);
      if (!row.wasNull() && nextGist != gist) {
        gist = nextGist;
        gists.add(gist());
      }
      row.getLong(FILE);
      if (!row.wasNull()) {
        gists.get(gists.size() - 1).files().add(file());
      }
    }
    return people;
  }

  private Person person() throws SQLException {
    long pipedriveId = row.getLong(PERSON + 5);
    Long known = row.wasNull() ? null : pipedriveId;
    return new Person(
        row.getLong(PERSON),
        moment(PERSON + 1),
        moment(PERSON + 2),
        row.getString(PERSON + 3),
        moment(PERSON + 4),
        known,
        new ArrayList<>());
  }

  private Gist gist() throws SQLException {
    return new Gist(
        row.getLong(GIST),
        moment(GIST + 1),
        moment(GIST + 2),
        row.getString(GIST + 3),
        row.getString(GIST + 4),
        new ArrayList<>());
  }

  private GistFile file() throws SQLException {
    return new GistFile(
        row.getLong(FILE),
        moment(FILE + 1),
        moment(FILE + 2),
        row.getString(FILE + 3),
        row.getString(FILE + 4));
  }

  private String moment(int column) throws SQLException {
    return Moment.text(product, row, column);
  }
}
