package io.caravan.db;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the forms in which people write down a PostgreSQL database: JDBC, libpq and SQLAlchemy
 * URLs.
 */
final class DatabaseUrl {

  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

  private DatabaseUrl() {}

  /**
   * The address a URL names. User and password inside the URL are taken out of it, so that they
   * never travel in one again.
   *
   * @param url such as {@code jdbc:postgresql://db:5432/crm} or {@code
   *     postgresql://user:secret@db/crm}
   * @param user used when the URL names none
   * @param password used when the URL holds none
   */
  static DatabaseAddress parse(String setting, String url, String user, String password) {
    String text =
        url.strip().startsWith("jdbc:") ? url.strip().substring("jdbc:".length()) : url.strip();
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw unusable(
          setting, "it is not a URL; special characters in a password must be written as %xx");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    int driver = scheme.indexOf('+');
    if (!SCHEMES.contains(driver < 0 ? scheme : scheme.substring(0, driver))) {
      throw unusable(
          setting,
          "the scheme '" + scheme + "' is not one of postgresql, postgres, jdbc:postgresql");
    }
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw unusable(setting, "it names no host or no database");
    }
    Map<String, String> query = query(uri.getRawQuery());
    String[] info =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    return new DatabaseAddress(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        decode(uri.getRawPath().substring(1)),
        info.length > 0 ? decode(info[0]) : query.getOrDefault("user", user),
        info.length > 1 ? decode(info[1]) : query.getOrDefault("password", password));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static CaravanException unusable(String setting, String why) {
    return CaravanException.of(
            ErrorCode.E106, "The database address in " + setting + " cannot be used")
        .why(why)
        .fix(
            "Write it as postgresql://user@host:5432/database and put the password into .env as DB_WAREHOUSE_PASSWORD")
        .build();
  }
}
