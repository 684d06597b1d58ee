package io.caravan.gists;

import io.caravan.db.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The statements of the transaction that stores a visit. */
final class Storing {

  private record Row(long id, String description, String pullUrl, String updated) {}

  private final Connection connection;
  private final Product product;
  private final Times times;
  private long added;
  private long changed;
  private long same;

  Storing(Connection connection, Product product) {
    this.connection = connection;
    this.product = product;
    this.times = new Times(product);
  }

  /** Locks the person, so that two visits store one after the other. */
  boolean exists(Visit visit) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select id from people where id = ? for update")) {
      lock.setLong(1, visit.person().id());
      try (ResultSet row = lock.executeQuery()) {
        return row.next();
      }
    }
  }

  GistStore.Stored store(Visit visit) throws SQLException {
    Map<String, Row> known = known(visit.person().id());
    for (FoundGist gist : visit.gists()) {
      Row row = known.get(gist.id());
      boolean news = row == null;
      long id = news ? insert(visit, gist) : row.id();
      boolean other = !news && update(row, gist);
      other |= files(id, gist, news);
      added += news ? 1 : 0;
      changed += !news && other ? 1 : 0;
      same += news || other ? 0 : 1;
    }
    visited(visit);
    return new GistStore.Stored(added, changed, same);
  }

  private Map<String, Row> known(long person) throws SQLException {
    Map<String, Row> known = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select gist_id, id, description, pull_url, gist_updated_at from gists where person_id = ?")) {
      query.setLong(1, person);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String updated =
              row.getString(5) == null ? null : product.moment(row, 5).toInstant().toString();
          known.put(
              row.getString(1),
              new Row(row.getLong(2), row.getString(3), row.getString(4), updated));
        }
      }
    }
    return known;
  }

  private long insert(Visit visit, FoundGist gist) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into gists (person_id, gist_id, description, pull_url, gist_created_at,"
                + " gist_updated_at) values (?, ?, ?, ?, ?, ?)",
            Statement.RETURN_GENERATED_KEYS)) {
      insert.setLong(1, visit.person().id());
      insert.setString(2, gist.id());
      insert.setString(3, gist.description());
      insert.setString(4, gist.pullUrl());
      times.set(insert, 5, gist.created());
      times.set(insert, 6, gist.updated());
      insert.executeUpdate();
      try (ResultSet key = insert.getGeneratedKeys()) {
        key.next();
        return key.getLong(1);
      }
    }
  }

  /** Whether anything was another. */
  private boolean update(Row row, FoundGist gist) throws SQLException {
    if (Objects.equals(row.description(), gist.description())
        && Objects.equals(row.pullUrl(), gist.pullUrl())
        && Objects.equals(row.updated(), gist.updated().toString())) {
      return false;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update gists set description = ?, pull_url = ?, gist_updated_at = ?, updated_at = "
                + product.now()
                + " where id = ?")) {
      update.setString(1, gist.description());
      update.setString(2, gist.pullUrl());
      times.set(update, 3, gist.updated());
      update.setLong(4, row.id());
      update.executeUpdate();
    }
    return true;
  }

  private boolean files(long gist, FoundGist found, boolean news) throws SQLException {
    Map<String, FoundGist.File> wanted = found.byName();
    Set<String> kept = new HashSet<>();
    boolean other = false;
    if (!news) {
      try (PreparedStatement query =
          connection.prepareStatement(
              "select id, name, raw_url, truncated from gist_files where gist_id = ?")) {
        query.setLong(1, gist);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            FoundGist.File there =
                new FoundGist.File(row.getString(2), row.getString(3), row.getBoolean(4));
            if (there.equals(wanted.get(there.name()))) {
              kept.add(there.name());
            } else {
              delete(row.getLong(1));
              other = true;
            }
          }
        }
      }
    }
    for (FoundGist.File file : found.files()) {
      if (kept.add(file.name())) {
        insert(gist, file);
        other = true;
      }
    }
    return other;
  }

  private void delete(long file) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from gist_files where id = ?")) {
      delete.setLong(1, file);
      delete.executeUpdate();
    }
  }

  private void insert(long gist, FoundGist.File file) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into gist_files (gist_id, name, raw_url, truncated) values (?, ?, ?, ?)")) {
      insert.setLong(1, gist);
      insert.setString(2, file.name());
      insert.setString(3, file.rawUrl());
      insert.setBoolean(4, file.truncated());
      insert.executeUpdate();
    }
  }

  private void visited(Visit visit) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update people set last_visit = ?, updated_at = ?, gists_since = ?, gists_etag = ?"
                + " where id = ?")) {
      times.set(update, 1, visit.begun());
      times.set(update, 2, visit.begun());
      times.set(update, 3, visit.nextSince());
      update.setString(4, visit.nextEtag());
      update.setLong(5, visit.person().id());
      update.executeUpdate();
    }
  }
}
