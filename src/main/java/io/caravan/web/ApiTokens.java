package io.caravan.web;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tokens of the interface, in table {@code caravan.api_tokens} of the warehouse, so that all
 * processes on it know them. Only their SHA-256 is kept: 256 random bits need no slower hash.
 */
public final class ApiTokens {

  private static final String PREFIX = "caravan_";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataSource database;

  public ApiTokens(DataSource database) {
    this.database = database;
  }

  /**
   * A token that was just made.
   *
   * @param token as it stands in lists
   * @param secret what its holder sends; nobody can read it again
   */
  public record Created(ApiToken token, String secret) {}

  /** Makes a token. */
  public Created create(Role role, String label) {
    String id = HexFormat.of().formatHex(random(ID_BYTES));
    String secret =
        PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into caravan.api_tokens (id, hash, role, label) values (?, ?, ?, ?)")) {
      insert.setString(1, id);
      insert.setString(2, hash(secret));
      insert.setString(3, role.word());
      insert.setString(4, label);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
    return new Created(new ApiToken(id, role, label, Instant.now(), null), secret);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Every token that was ever made, in that order. */
  public List<ApiToken> list() {
    return known().stream().map(Known::token).toList();
  }

  /** Ends a token. Returns whether there was one that was good. */
  public boolean revoke(String id) {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update caravan.api_tokens set revoked_at = now() where id = ? and revoked_at is null")) {
      update.setString(1, id);
      return update.executeUpdate() > 0;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** A token and the hash of what its holder sends. */
  record Known(ApiToken token, String hash) {}

  /** Every token with its hash. */
  List<Known> known() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, role, label, created_at, revoked_at, hash from caravan.api_tokens order by created_at, id");
        ResultSet rows = select.executeQuery()) {
      List<Known> tokens = new ArrayList<>();
      while (rows.next()) {
        OffsetDateTime revoked = rows.getObject(5, OffsetDateTime.class);
        tokens.add(
            new Known(
                new ApiToken(
                    rows.getString(1),
                    Role.of(rows.getString(2)),
                    rows.getString(3),
                    rows.getObject(4, OffsetDateTime.class).toInstant(),
                    revoked == null ? null : revoked.toInstant()),
                rows.getString(6)));
      }
      return tokens;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CaravanException failed(SQLException e) {
    return CaravanException.of(ErrorCode.E300, "The tokens of the interface cannot be read")
        .where("caravan.api_tokens")
        .why(e.getMessage())
        .fix("./caravan doctor")
        .cause(e)
        .build();
  }
}
