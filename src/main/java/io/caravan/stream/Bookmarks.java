package io.caravan.stream;

import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

  /** For products without an upsert of that form: first this, and where it meets nothing... */
  private static final String MOVE_KNOWN =
      """
      update %s set value = coalesce(?, value), fence = ?, run_id = ?, updated_at = %s
       where stream = ? and fence <= ?
      """;

  /** ... this, which meets the key of a newer fence. */
  private static final String ADD =
      """
      insert into %1$s (stream, value, fence, run_id) select ?, ?, ?, ?
       where not exists (select 1 from %1$s where stream = ?)
      """;

  private final Function<String, DataSource> database;
  private final Map<String, String> given;

  /** The bookmarks of one database. */
  public Bookmarks(DataSource database) {
    this(stream -> database, null);
  }

  /**
   * The bookmarks of several databases.
   *
   * @param database tells where the rows of a stream are; null instead of a stream asks for the
   *     database that most of them are in
   */
  public Bookmarks(Function<String, DataSource> database) {
    this(database, null);
  }

  private Bookmarks(Function<String, DataSource> database, Map<String, String> given) {
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
    DataSource where = database.apply(stream);
    String table = Product.of(where).own("bookmarks");
    try (Connection connection = where.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select value from " + table + " where stream = ?")) {
      query.setString(1, stream);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Every bookmark of the one database, by stream. */
  public List<Bookmark> all() throws SQLException {
    DataSource where = database.apply(null);
    Product product = Product.of(where);
    try (Connection connection = where.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select stream, value, run_id, updated_at from "
                    + product.own("bookmarks")
                    + " order by stream");
        ResultSet row = query.executeQuery()) {
      List<Bookmark> all = new ArrayList<>();
      while (row.next()) {
        all.add(
            new Bookmark(
                row.getString(1), row.getString(2), row.getString(3), product.moment(row, 4)));
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
    DataSource where = database.apply(stream);
    Product product = Product.of(where);
    try (Connection connection = where.getConnection()) {
      if (product == Product.POSTGRESQL) {
        update(connection, SET, stream, value);
      } else {
        String table = product.own("bookmarks");
        String change = "update " + table + " set value = ?, run_id = null where stream = ?";
        if (update(connection, change, value, stream) == 0) {
          update(connection, ADD.formatted(table), stream, value, 0L, null, stream);
        }
      }
    }
  }

  private static int update(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        update.setObject(i + 1, arguments[i]);
      }
      return update.executeUpdate();
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
    int moved = update(transaction, MOVE, stream, value, fence, runId);
    if (moved == 0) {
      throw overtaken(transaction, Product.POSTGRESQL, stream, fence, runId);
    }
  }

  /** The same in a database of any product. */
  public static void move(
      Product product,
      Connection transaction,
      String stream,
      String value,
      long fence,
      String runId)
      throws SQLException {
    if (product == Product.POSTGRESQL) {
      move(transaction, stream, value, fence, runId);
      return;
    }
    String table = product.own("bookmarks");
    int moved =
        update(
            transaction,
            MOVE_KNOWN.formatted(table, product.now()),
            value,
            fence,
            runId,
            stream,
            fence);
    if (moved == 0) {
      moved = update(transaction, ADD.formatted(table), stream, value, fence, runId, stream);
    }
    if (moved == 0) {
      throw overtaken(transaction, product, stream, fence, runId);
    }
  }

  private static CaravanException overtaken(
      Connection transaction, Product product, String stream, long fence, String runId)
      throws SQLException {
    return CaravanException.of(
            ErrorCode.E702,
            "Another process has taken over " + stream + "; nothing of this page was written")
        .where("run " + runId)
        .why(newest(transaction, product, stream) + "; the lease of this run is number " + fence)
        .fix(
            "./caravan status",
            "If the rows were loaded by a project or a warehouse that is no longer used: ./caravan state adopt")
        .build();
  }

  private static String newest(Connection transaction, Product product, String stream)
      throws SQLException {
    try (PreparedStatement query =
        transaction.prepareStatement(
            "select run_id, fence from " + product.own("bookmarks") + " where stream = ?")) {
      query.setString(1, stream);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? "run " + row.getString(1) + " wrote with lease number " + row.getLong(2)
            : "another run wrote with a later lease";
      }
    }
  }

  /**
   * Lets the runs of this project write all streams of the database, whatever leases others had.
   * Leases are kept in the warehouse: with another warehouse, or a new one, they count from one
   * again, while the rows that are elsewhere remember the old numbers.
   *
   * @return how many streams that changes
   */
  public int adopt() throws SQLException {
    DataSource where = database.apply(null);
    String table = Product.of(where).own("bookmarks");
    try (Connection connection = where.getConnection()) {
      return update(connection, "update " + table + " set fence = 0 where fence > 0");
    }
  }
}
