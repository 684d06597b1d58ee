package io.caravan.gooddata;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.DatabaseAddress;
import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What the data source of a workspace is to be, and what it was. Bound as {@code
 * gooddataDataSources}; each public method is a step of a route.
 */
public final class DataSources {

  private static final String BEFORE = "gooddata.dataSourceBefore";

  /** What can be put of what an answer holds; the rest GoodData finds out by itself. */
  private static final List<String> OURS =
      List.of(
          "name",
          "type",
          "url",
          "schema",
          "username",
          "parameters",
          "cacheStrategy",
          "alternativeDataSourceId");

  private final Settings settings;
  private final Connections connections;

  public DataSources(Settings settings, Connections connections) {
    this.settings = settings;
    this.connections = connections;
  }

  /** What is asked to test a connection before it is stored. */
  public Map<String, Object> connection(Exchange exchange) {
    DatabaseAddress database = database(exchange);
    String parameters = settings.get("gooddata.jdbc-parameters", "");
    Map<String, Object> connection = new LinkedHashMap<>();
    connection.put("type", "POSTGRESQL");
    connection.put("url", database.jdbcUrl() + (parameters.isEmpty() ? "" : "?" + parameters));
    connection.put("schema", settings.require("gooddata.schema"));
    connection.put("username", database.user());
    return withPassword(connection, database);
  }

  private DatabaseAddress database(Exchange exchange) {
    String name = Workspaces.target(exchange).connection();
    DatabaseAddress database = connections.address(name);
    if (database.product() != Product.POSTGRESQL) {
      throw CaravanException.of(ErrorCode.E106, "GoodData is given a PostgreSQL here")
          .where("connection " + name)
          .why("it is " + database)
          .fix("Name another connection in gooddata.connection")
          .build();
    }
    return database;
  }

  private static Map<String, Object> withPassword(
      Map<String, Object> attributes, DatabaseAddress database) {
    if (!database.password().isEmpty()) {
      attributes.put("password", database.password());
    }
    return attributes;
  }

  /** The data source as an entity. Its secret goes with it each time: nobody can read it back. */
  public Map<String, Object> wanted(Exchange exchange) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("name", settings.require("gooddata.data-source-name"));
    attributes.putAll(connection(exchange));
    return entity(exchange, attributes);
  }

  private static Map<String, Object> entity(Exchange exchange, Map<String, Object> attributes) {
    String id = Workspaces.target(exchange).dataSource();
    return Map.of("data", Map.of("id", id, "type", "dataSource", "attributes", attributes));
  }

  /**
   * Remembers the answer with the data source that is there. Sets the variable {@code
   * dataSourceBack} to {@code changed} where the put that follows makes it another one.
   */
  public void before(Exchange exchange) {
    if (!"true".equals(exchange.getVariable("there", String.class))) {
      return;
    }
    Map<String, Object> known = Tree.map(exchange.getMessage().getBody(), "data", "attributes");
    Map<String, Object> before = new LinkedHashMap<>();
    for (String name : OURS) {
      if (known.get(name) != null) {
        before.put(name, known.get(name));
      }
    }
    exchange.setProperty(BEFORE, before);
    Map<String, Object> wanted = Tree.map(wanted(exchange), "data", "attributes");
    boolean same =
        wanted.entrySet().stream()
            .allMatch(
                value ->
                    value.getKey().equals("password")
                        || value.getValue().equals(before.get(value.getKey())));
    exchange.setVariable("dataSourceBack", same ? "nothing" : "changed");
  }

  /** What is asked to test the connection that was there, with the password that we know. */
  public Map<String, Object> connectionBefore(Exchange exchange) {
    Map<String, Object> connection = new LinkedHashMap<>();
    for (String name : List.of("type", "url", "schema", "username", "parameters")) {
      if (attributesBefore(exchange).get(name) != null) {
        connection.put(name, attributesBefore(exchange).get(name));
      }
    }
    return withPassword(connection, database(exchange));
  }

  /** The data source that was there, as an entity. */
  public Map<String, Object> asBefore(Exchange exchange) {
    Map<String, Object> attributes = new LinkedHashMap<>(attributesBefore(exchange));
    return entity(exchange, withPassword(attributes, database(exchange)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> attributesBefore(Exchange exchange) {
    return exchange.getProperty(BEFORE, Map.class);
  }

  /** Fails when the test of a connection did: GoodData tells that with status 200. */
  public void checkTest(Exchange exchange) {
    Object answer = exchange.getMessage().getBody();
    if (!Boolean.TRUE.equals(Tree.at(answer, "successful"))) {
      throw CaravanException.of(ErrorCode.E613, "GoodData cannot reach the database")
          .where("data source " + Workspaces.target(exchange).dataSource())
          .why(Tree.text(answer, "error"))
          .fix(
              "Name the database as GoodData can reach it: db.<name>.url and gooddata.connection",
              "./caravan gooddata register")
          .build();
    }
  }
}
