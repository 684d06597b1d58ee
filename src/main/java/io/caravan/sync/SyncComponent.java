package io.caravan.sync;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Makes the endpoints {@code sync:verb} and {@code sync:verb/destination.entity}. */
public final class SyncComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    int slash = remaining.indexOf('/');
    String verb = slash < 0 ? remaining : remaining.substring(0, slash);
    String subject = slash < 0 ? "" : remaining.substring(slash + 1);
    SyncEndpoint endpoint = new SyncEndpoint(uri, this, Verb.of(verb), subject);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
