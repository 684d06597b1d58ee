package io.caravan.load.dialect;

import io.caravan.db.Product;
import io.caravan.load.value.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts rejects into their table, inside the transaction of the page they came with. */
public final class RejectStore {

  private static final String SAVE =
      """
      insert into caravan.rejects (stream, table_name, run_id, reason, where_, raw, hash, options)
      values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict (stream, hash) do update
         set run_id = excluded.run_id, reason = excluded.reason, where_ = excluded.where_,
             options = excluded.options, last_seen = now()
      """;

  private static final String SEEN_AGAIN =
      """
      update %s set run_id = ?, reason = ?, where_ = ?, options = ?, last_seen = %s
       where stream = ? and hash = ?
      """;

  private static final String SEEN_FIRST =
      """
      insert into %s (run_id, reason, where_, options, stream, hash, table_name, raw)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private RejectStore() {}

  public static void save(
      Connection transaction,
      String stream,
      String runId,
      String options,
      List<RejectedRow> rejects)
      throws SQLException {
    if (rejects.isEmpty()) {
      return;
    }
    Map<String, RejectedRow> byHash = byHash(rejects);
    try (PreparedStatement save = transaction.prepareStatement(SAVE)) {
      for (Map.Entry<String, RejectedRow> entry : byHash.entrySet()) {
        RejectedRow reject = entry.getValue();
        save.setString(1, stream);
        save.setString(2, reject.table().toString());
        save.setString(3, runId);
        save.setString(4, Text.clean(reject.reason()));
        save.setString(5, reject.where() == null ? null : Text.clean(reject.where()));
        save.setString(6, Text.clean(reject.raw()));
        save.setString(7, entry.getKey());
        save.setString(8, options);
        save.addBatch();
      }
      save.executeBatch();
    }
  }

  /** The same in a database of any other product. */
  public static void save(
      Product product,
      Connection transaction,
      String stream,
      String runId,
      String options,
      List<RejectedRow> rejects)
      throws SQLException {
    String table = product.own("rejects");
    for (Map.Entry<String, RejectedRow> entry : byHash(rejects).entrySet()) {
      RejectedRow reject = entry.getValue();
      String[] values = {
        runId,
        Text.clean(reject.reason()),
        reject.where() == null ? null : Text.clean(reject.where()),
        options,
        stream,
        entry.getKey(),
        reject.table().toString(),
        Text.clean(reject.raw())
      };
      if (update(transaction, SEEN_AGAIN.formatted(table, product.now()), values, 6) == 0) {
        update(transaction, SEEN_FIRST.formatted(table), values, values.length);
      }
    }
  }

  private static int update(Connection transaction, String sql, String[] values, int count)
      throws SQLException {
    try (PreparedStatement update = transaction.prepareStatement(sql)) {
      for (int i = 0; i < count; i++) {
        update.setString(i + 1, values[i]);
      }
      return update.executeUpdate();
    }
  }

  private static Map<String, RejectedRow> byHash(List<RejectedRow> rejects) {
    Map<String, RejectedRow> byHash = new LinkedHashMap<>();
    rejects.forEach(reject -> byHash.put(hash(reject), reject));
    return byHash;
  }

  private static String hash(RejectedRow reject) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(reject.table().toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return HexFormat.of().formatHex(digest.digest(reject.raw().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
