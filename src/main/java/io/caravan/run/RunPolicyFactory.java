package io.caravan.run;

import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;

/**
 * Attaches the run record to each route whose {@code group} is {@code pipeline}, {@code stream} or
 * {@code step}.
 */
public final class RunPolicyFactory implements RoutePolicyFactory {

  private static final Set<String> GROUPS = Set.of("pipeline", "stream", "step");

  private final RunRecorder recorder;

  public RunPolicyFactory(RunRecorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public RoutePolicy createRoutePolicy(CamelContext camelContext, String routeId, NamedNode node) {
    if (node instanceof RouteDefinition route
        && route.getGroup() != null
        && GROUPS.contains(route.getGroup())) {
      return new RunPolicy(recorder, stepName(routeId, route), route.getGroup());
    }
    return null;
  }

  /**
   * The route of a kamelet carries a made-up id; what it does is named by its parameter {@code
   * stream}.
   */
  private static String stepName(String routeId, RouteDefinition route) {
    Map<String, Object> parameters = route.getTemplateParameters();
    Object stream = parameters == null ? null : parameters.get("stream");
    return stream == null ? routeId : stream.toString();
  }
}
