package io.caravan.gooddata;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.DatabaseAddress;
import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Which workspace is meant, and what its data source is. Bound as {@code gooddataWorkspaces}; each
 * public method is a step of a route.
 */
public final class Workspaces {

  /** Exchange property with the {@link Target}. */
  private static final String TARGET = "gooddata.target";

  private final Settings settings;
  private final Connections connections;

  public Workspaces(Settings settings, Connections connections) {
    this.settings = settings;
    this.connections = connections;
  }

  /**
   * Finds the workspace that variable {@code target} names, {@code staging} without one. Sets the
   * variables {@code workspace}, {@code workspaceName}, {@code dataSource} and {@code host}.
   */
  public void choose(Exchange exchange) {
    Target target = Target.of(settings, variable(exchange, "target", "staging"));
    exchange.setProperty(TARGET, target);
    exchange.setVariable("workspace", target.workspace());
    exchange.setVariable("workspaceName", target.name());
    exchange.setVariable("dataSource", target.dataSource());
    exchange.setVariable("host", settings.require("gooddata.base-url").replaceAll("/+$", ""));
  }

  /** Where the result of a step is seen; {@code path} is a part of GoodData's web pages. */
  public void note(Exchange exchange) {
    Step step = Step.current(exchange);
    if (step != null) {
      step.note("workspace", exchange.getVariable("workspace"));
      step.note("url", variable(exchange, "host", "") + variable(exchange, "seenAt", ""));
    }
  }

  static Target target(Exchange exchange) {
    return exchange.getProperty(TARGET, Target.class);
  }

  static String variable(Exchange exchange, String name, String other) {
    String value = exchange.getVariable(name, String.class);
    return value == null || value.isBlank() ? other : value;
  }

  /** Fails unless variable {@code confirmed} is true, or {@code dryRun}. */
  public void confirm(Exchange exchange) {
    if (!exchange.getVariable("confirmed", false, Boolean.class)
        && !exchange.getVariable("dryRun", false, Boolean.class)) {
      throw CaravanException.of(ErrorCode.E813, "This needs a yes")
          .where("workspace " + target(exchange).workspace())
          .fix("Say it again with --yes")
          .build();
    }
  }

  /** What is asked to test a connection before it is stored. */
  public Map<String, Object> connection(Exchange exchange) {
    DatabaseAddress database = connections.address(target(exchange).connection());
    if (database.product() != Product.POSTGRESQL) {
      throw CaravanException.of(ErrorCode.E106, "GoodData is given a PostgreSQL here")
          .where("connection " + target(exchange).connection())
          .why("it is " + database)
          .fix("Name another connection in gooddata.connection")
          .build();
    }
    String parameters = settings.get("gooddata.jdbc-parameters", "");
    Map<String, Object> connection = new LinkedHashMap<>();
    connection.put("type", "POSTGRESQL");
    connection.put("url", database.jdbcUrl() + (parameters.isEmpty() ? "" : "?" + parameters));
    connection.put("schema", settings.require("gooddata.schema"));
    connection.put("username", database.user());
    if (!database.password().isEmpty()) {
      connection.put("password", database.password());
    }
    return connection;
  }

  /** The data source as an entity. Its secret goes with it each time: nobody can read it back. */
  public Map<String, Object> dataSource(Exchange exchange) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("name", settings.require("gooddata.data-source-name"));
    attributes.putAll(connection(exchange));
    return Map.of(
        "data",
        Map.of(
            "id", target(exchange).dataSource(), "type", "dataSource", "attributes", attributes));
  }

  /** The workspace as an entity, without anything that we do not decide. */
  public Map<String, Object> workspace(Exchange exchange) {
    Target target = target(exchange);
    return Map.of(
        "data",
        Map.of(
            "id", target.workspace(),
            "type", "workspace",
            "attributes", Map.of("name", target.name())));
  }

  /** Fails when the test of a connection did: GoodData tells that with status 200. */
  public void checkTest(Exchange exchange) {
    Object answer = exchange.getMessage().getBody();
    if (!Boolean.TRUE.equals(Tree.at(answer, "successful"))) {
      throw CaravanException.of(ErrorCode.E613, "GoodData cannot reach the database")
          .where("data source " + target(exchange).dataSource())
          .why(Tree.text(answer, "error"))
          .fix(
              "Name the database as GoodData can reach it: db.<name>.url and gooddata.connection",
              "./caravan gooddata register")
          .build();
    }
  }
}
