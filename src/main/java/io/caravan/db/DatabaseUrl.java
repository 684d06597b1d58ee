package io.caravan.db;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the forms in which people write down a database: JDBC, libpq and SQLAlchemy URLs. */
final class DatabaseUrl {

  private static final String SQLITE_JDBC = "sqlite:";
  private static final String SQLSERVER_JDBC = "sqlserver://";

  private final String setting;
  private final String text;
  private final String user;
  private final String password;

  private DatabaseUrl(String setting, String url, String user, String password) {
    this.setting = setting;
    this.text = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    this.user = user;
    this.password = password;
  }

  /**
   * The address a URL names. User and password inside the URL are taken out of it, so that they
   * never travel in one again.
   *
   * @param url such as {@code jdbc:postgresql://db:5432/crm}, {@code
   *     mysql+pymysql://user:secret@db/crm} or {@code sqlite:///crm.db}
   * @param folder what the name of a file is relative to
   * @param user used when the URL names none
   * @param password used when the URL holds none
   */
  static DatabaseAddress parse(
      String setting, String url, Path folder, String user, String password) {
    DatabaseUrl written = new DatabaseUrl(setting, url.strip(), user, password);
    String scheme = written.scheme();
    Product product = Product.ofScheme(scheme);
    if (product == null) {
      throw written.unusable(
          "the scheme '"
              + scheme
              + "' is not one of postgresql, mysql, mariadb, mssql, sqlite, each also as"
              + " <scheme>+<driver> or jdbc:<scheme>");
    }
    if (product == Product.SQLITE) {
      return written.file(folder);
    }
    return product == Product.SQLSERVER && written.text.indexOf(';') > 0
        ? written.properties()
        : written.server(product);
  }

  private String scheme() {
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    int driver = scheme.indexOf('+');
    return driver < 0 ? scheme : scheme.substring(0, driver);
  }

  /**
   * {@code sqlite:///file} names a file beside the project, {@code sqlite:////file} one by its full
   * path; {@code jdbc:sqlite:file} is either.
   */
  private DatabaseAddress file(Path folder) {
    String rest = text.substring(text.indexOf(':') + 1);
    String file = rest.startsWith("///") ? rest.substring(3) : rest;
    if (file.isEmpty() || file.startsWith("//") && !text.startsWith(SQLITE_JDBC + "////")) {
      throw unusable("it names no file");
    }
    if (file.startsWith(":memory:")) {
      throw unusable("a database in memory is gone when the process ends");
    }
    int query = file.indexOf('?');
    String name = query < 0 ? file : file.substring(0, query);
    return new DatabaseAddress(
        Product.SQLITE, "", 0, folder.resolve(decode(name)).normalize().toString(), "", "");
  }

  /** {@code jdbc:sqlserver://host:1433;databaseName=crm;user=...}, the form of its driver. */
  private DatabaseAddress properties() {
    String[] parts = text.substring(SQLSERVER_JDBC.length()).split(";");
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      given.put(pair[0].strip().toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1] : "");
    }
    String name = given.getOrDefault("databasename", given.getOrDefault("database", ""));
    URI server = uri("sqlserver://" + parts[0]);
    if (server.getHost() == null || name.isEmpty()) {
      throw unusable("it names no host or no database");
    }
    return new DatabaseAddress(
        Product.SQLSERVER,
        server.getHost(),
        server.getPort() < 0 ? Product.SQLSERVER.port() : server.getPort(),
        name,
        given.getOrDefault("user", user),
        given.getOrDefault("password", password));
  }

  private DatabaseAddress server(Product product) {
    URI uri = uri(text);
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw unusable("it names no host or no database");
    }
    Map<String, String> query = query(uri.getRawQuery());
    String[] info =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    return new DatabaseAddress(
        product,
        uri.getHost(),
        uri.getPort() < 0 ? product.port() : uri.getPort(),
        decode(uri.getRawPath().substring(1)),
        info.length > 0 ? decode(info[0]) : query.getOrDefault("user", user),
        info.length > 1 ? decode(info[1]) : query.getOrDefault("password", password));
  }

  private URI uri(String form) {
    try {
      return URI.create(form);
    } catch (IllegalArgumentException e) {
      throw unusable("it is not a URL; special characters in a password must be written as %xx");
    }
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

  private CaravanException unusable(String why) {
    return CaravanException.of(
            ErrorCode.E106, "The database address in " + setting + " cannot be used")
        .why(why)
        .fix(
            "Write it as postgresql://user@host:5432/database (or mysql://, mssql://, sqlite:///file.db)"
                + " and put the password into .env as "
                + passwordName())
        .build();
  }

  /** {@code db.crm.url} has its password in {@code DB_CRM_PASSWORD}. */
  private String passwordName() {
    return setting
        .replaceFirst("\\.url$", ".password")
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^A-Z0-9]", "_");
  }
}
