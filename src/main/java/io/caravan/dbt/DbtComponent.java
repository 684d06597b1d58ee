package io.caravan.dbt;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code dbt:<command>}: calls dbt as a step of a route, as in {@code
 * dbt:build?select=marts&exclude=tag:slow}. A selection with {@code +} is written {@code
 * RAW(+orders)}.
 *
 * <p>Found by its name through {@code META-INF/services/org/apache/camel/component/dbt}.
 */
public final class DbtComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String verb, Map<String, Object> parameters)
      throws Exception {
    DbtEndpoint endpoint = new DbtEndpoint(uri, this, verb);
    setProperties(endpoint, parameters);
    // A mistake in the step shows when the route is built, not in the night.
    endpoint.command();
    return endpoint;
  }
}
