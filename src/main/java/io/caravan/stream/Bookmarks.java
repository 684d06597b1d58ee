package io.caravan.stream;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How far each stream has been read, as JSON. A bookmark moves in the transaction that writes the
 * rows, so that it is never ahead of them.
 */
public final class Bookmarks {

  private static final String MOVE =
      """
      insert into caravan.bookmarks (stream, value, fence, run_id) values (?, ?::jsonb, ?, ?)
      on conflict (stream) do update
         set value = coalesce(excluded.value, bookmarks.value), fence = excluded.fence, run_id = excluded.run_id,
             updated_at = now()
       where bookmarks.fence <= excluded.fence
      """;

  private static final String SET =
      """
      insert into caravan.bookmarks (stream, value, fence) values (?, ?::jsonb, 0)
      on conflict (stream) do update set value = excluded.value, run_id = null, updated_at = now()
      """;

  private final DataSource database;
  private final Map<String, String> given;

  public Bookmarks(DataSource database) {
    this(database, null);
  }

  private Bookmarks(DataSource database, Map<String, String> given) {
    this.database = database;
    this.given = given;
  }

  /** Bookmarks that somebody else keeps, by stream. They can be found and nothing else. */
  public static Bookmarks given(Map<String, String> byStream) {
    return new Bookmarks(null, Map.copyOf(byStream));
  }

  /** The bookmark of a stream as JSON; empty before its first load. */
  public Optional<String> find(String stream) throws SQLException {
    if (given != null) {
      return Optional.ofNullable(given.get(stream));
    }
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select value::text from caravan.bookmarks where stream = ?")) {
      query.setString(1, stream);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Every bookmark, by stream. */
  public List<Bookmark> all() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select stream, value::text, run_id, updated_at from caravan.bookmarks order by stream");
        ResultSet row = query.executeQuery()) {
      List<Bookmark> all = new ArrayList<>();
      while (row.next()) {
        all.add(
            new Bookmark(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class)));
      }
      return all;
    }
  }

  /**
   * Puts a bookmark where a person wants it. The fence stays, so a run that holds the stream may
   * still move it.
   *
   * @param value as JSON; null to read the stream from the beginning
   */
  public void set(String stream, String value) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement set = connection.prepareStatement(SET)) {
      set.setString(1, stream);
      set.setString(2, value);
      set.executeUpdate();
    }
  }

  /**
   * Moves the bookmark inside the caller's transaction and proves that the caller may still write.
   *
   * @param value the new bookmark as JSON; null leaves it where it is and only proves the right to
   *     write
   * @param fence of the stream's lease; an older one than the bookmark has seen fails, and the
   *     caller must roll back
   */
  public static void move(
      Connection transaction, String stream, String value, long fence, String runId)
      throws SQLException {
    try (PreparedStatement move = transaction.prepareStatement(MOVE)) {
      move.setString(1, stream);
      move.setString(2, value);
      move.setLong(3, fence);
      move.setString(4, runId);
      if (move.executeUpdate() == 0) {
        throw CaravanException.of(
                ErrorCode.E702,
                "Another process has taken over " + stream + "; nothing of this page was written")
            .where("run " + runId)
            .fix("./caravan status")
            .build();
      }
    }
  }
}
