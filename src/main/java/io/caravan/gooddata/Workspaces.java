package io.caravan.gooddata;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Which workspace is meant. Bound as {@code gooddataWorkspaces}; each public method is a step of a
 * route.
 */
public final class Workspaces {

  /** Exchange property with the {@link Target}. */
  private static final String TARGET = "gooddata.target";

  private final Settings settings;

  public Workspaces(Settings settings) {
    this.settings = settings;
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
}
