package io.caravan.db;

/**
 * Where a database is and who enters it.
 *
 * @param host name or address; empty for a file
 * @param port TCP port; 0 for a file
 * @param name the database, or the file
 * @param user the role
 * @param password may be empty, never null
 */
public record DatabaseAddress(
    Product product, String host, int port, String name, String user, String password) {

  /** A PostgreSQL database. */
  public DatabaseAddress(String host, int port, String name, String user, String password) {
    this(Product.POSTGRESQL, host, port, name, user, password);
  }

  /** The address for JDBC. Holds no credentials: those travel as connection properties. */
  public String jdbcUrl() {
    return switch (product) {
      case SQLITE -> product.jdbc() + name;
      case SQLSERVER ->
          "jdbc:sqlserver://"
              + host
              + ":"
              + port
              + ";databaseName={"
              + name.replace("}", "}}")
              + "}";
      case POSTGRESQL, MYSQL -> product.jdbc() + "//" + host + ":" + port + "/" + name;
    };
  }

  /** The address for messages: everything but the password. */
  @Override
  public String toString() {
    return switch (product) {
      case SQLITE -> "sqlite:///" + name;
      case POSTGRESQL -> at("postgresql");
      case MYSQL -> at("mysql");
      case SQLSERVER -> at("mssql");
    };
  }

  private String at(String scheme) {
    return scheme + "://" + user + "@" + host + ":" + port + "/" + name;
  }
}
