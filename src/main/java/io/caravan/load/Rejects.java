package io.caravan.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The records that could not be stored, and what can be done with them. */
public final class Rejects {

  private static final String LIST =
      """
      select id, stream, table_name, run_id, reason, where_, raw, first_seen, last_seen, options
        from %s where stream = ? order by id
      """;
  private static final String BUSY =
      """
      select holder, run_id from caravan.leases where name = ? and expires_at > clock_timestamp()
      """;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final DataSource database;
  private final DataSource warehouse;
  private final Product product;
  private final String table;

  public Rejects(DataSource database) {
    this(database, database);
  }

  /**
   * @param database where the rows and their rejects are
   * @param warehouse where the leases are
   */
  public Rejects(DataSource database, DataSource warehouse) {
    this.database = database;
    this.warehouse = warehouse;
    this.product = Product.of(database);
    this.table = product.own("rejects");
  }

  /** The oldest rejects of a stream. */
  public List<StoredReject> list(String stream, int limit) {
    return read(stream, limit).stream().map(Kept::reject).toList();
  }

  /** How many rejects each stream has that has any, by name. */
  public Map<String, Long> streams() {
    return query(
        database,
        "select stream, count(*) from "
            + table
            + " where stream like ? group by stream order by stream",
        "%",
        row -> {
          Map<String, Long> counts = new LinkedHashMap<>();
          while (row.next()) {
            counts.put(row.getString(1), row.getLong(2));
          }
          return counts;
        });
  }

  /** How many rejects a stream has. */
  public long count(String stream) {
    return query(
        database,
        "select count(*) from " + table + " where stream = ?",
        stream,
        row -> row.next() ? row.getLong(1) : 0L);
  }

  /**
   * Loads the rejects of a stream again, each with the options of its last load. What is refused
   * again stays with its newest reason; a record never replaces a newer row. Fails when the stream
   * is running.
   *
   * @param runId stands in {@code _run_id} of the rows that land
   */
  public Replayed replay(String stream, String runId) {
    refuseWhileRunning(stream);
    long landed = 0;
    long outdated = 0;
    List<Kept> all = read(stream, Integer.MAX_VALUE);
    for (Kept kept : all) {
      StoredReject reject = kept.reject();
      LoadOptions options = StoredOptions.read(kept.options());
      JsonNode record = record(reject.raw());
      TableName table = TableName.parse(reject.table(), null);
      if (!(record instanceof ObjectNode)) {
        continue;
      }
      if (NewerRow.exists(database, reject, options.keyOf(table), record)) {
        forget(reject.id());
        outdated++;
      } else if (lands(stream, reject, options, record, runId)) {
        forget(reject.id());
        landed++;
      }
    }
    return new Replayed(landed, outdated, all.size() - landed - outdated);
  }

  private boolean lands(
      String stream, StoredReject reject, LoadOptions options, JsonNode record, String runId) {
    Map<String, List<JsonNode>> page = Map.of(reject.table(), List.of(record));
    return new Loader(database, stream, options)
            .load(new LoadRequest(page, null, runId, null))
            .rejected()
        == 0;
  }

  private record Kept(StoredReject reject, String options) {}

  private List<Kept> read(String stream, int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement list = connection.prepareStatement(LIST.formatted(table))) {
      list.setMaxRows(limit);
      list.setString(1, stream);
      try (ResultSet row = list.executeQuery()) {
        List<Kept> rejects = new ArrayList<>();
        while (row.next()) {
          rejects.add(
              new Kept(
                  new StoredReject(
                      row.getLong(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5),
                      row.getString(6),
                      row.getString(7),
                      product.moment(row, 8),
                      product.moment(row, 9)),
                  row.getString(10)));
        }
        return rejects;
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** A record that was never an object, such as a line of CSV with too many fields, is null. */
  private static JsonNode record(String raw) {
    try {
      return JSON.readTree(raw);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void refuseWhileRunning(String stream) {
    Map<String, String> holder =
        query(
            warehouse,
            BUSY,
            stream,
            row -> {
              Map<String, String> found = new LinkedHashMap<>();
              if (row.next()) {
                found.put("run " + row.getString(2), row.getString(1));
              }
              return found;
            });
    if (!holder.isEmpty()) {
      throw CaravanException.of(ErrorCode.E701, stream + " is running")
          .where(holder.toString())
          .fix("Wait for it to end: ./caravan status")
          .build();
    }
  }

  private void forget(long id) {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from " + table + " where id = ?")) {
      delete.setLong(1, id);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private interface Read<T> {
    T from(ResultSet row) throws SQLException;
  }

  private static <T> T query(DataSource database, String sql, String stream, Read<T> read) {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, stream);
      try (ResultSet row = query.executeQuery()) {
        return read.from(row);
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static CaravanException unreadable(SQLException e) {
    return CaravanException.of(ErrorCode.E300, "Cannot read the rejects")
        .why(e.getMessage())
        .fix("./caravan doctor")
        .cause(e)
        .build();
  }
}
