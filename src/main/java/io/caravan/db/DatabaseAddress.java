package io.caravan.db;

/**
 * Where a PostgreSQL database is and who enters it.
 *
 * @param host name or address
 * @param port TCP port
 * @param name the database
 * @param user the role
 * @param password may be empty, never null
 */
public record DatabaseAddress(String host, int port, String name, String user, String password) {

  /** The address for JDBC. Holds no credentials: those travel as connection properties. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + name;
  }

  /** The address for messages: everything but the password. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + name;
  }
}
