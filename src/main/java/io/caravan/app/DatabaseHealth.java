package io.caravan.app;

import io.caravan.db.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Says whether the database answers. A pipeline that failed is no reason to restart the process, so
 * nothing else counts.
 */
final class DatabaseHealth extends AbstractHealthCheck {

  private final Connections connections;

  DatabaseHealth(Connections connections) {
    super("caravan", "database");
    this.connections = connections;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    try (Connection connection = connections.get(Connections.WAREHOUSE).getConnection()) {
      builder.state(connection.isValid(5) ? State.UP : State.DOWN);
    } catch (SQLException e) {
      // The reason names hosts and roles; whoever asks for health need not know them.
      builder.message("the database does not answer").down();
    }
  }
}
