package io.caravan.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.run.Step;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Hands the page of an exchange to the loader and reports to the step of the exchange. */
final class UpsertProducer extends DefaultProducer {

  private static final String BOOKMARK = "bookmark";

  private final UpsertEndpoint endpoint;
  private Loader loader;

  UpsertProducer(UpsertEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) {
    Step step = Step.of(exchange);
    step.run().checkStop();
    Object bookmark = exchange.getVariable(BOOKMARK);
    Map<String, List<?>> tables =
        PageBody.tables(exchange.getMessage().getBody(), endpoint.getStream(), endpoint.schema());
    LoadRequest page = new LoadRequest(tables, json(bookmark), step.run().id(), step.fence());
    step.beforeEnd(this, () -> loader().finish().ifPresent(counts -> report(step, counts)));
    for (LoadCounts counts : loader().take(page)) {
      report(step, counts);
    }
    exchange.removeVariable(BOOKMARK);
  }

  /** Made with the first page: the database may come up after the routes. */
  private synchronized Loader loader() {
    if (loader == null) {
      loader = endpoint.loader();
    }
    return loader;
  }

  private static String json(Object bookmark) {
    if (bookmark == null || bookmark instanceof JsonNode) {
      return bookmark == null ? null : bookmark.toString();
    }
    return bookmark instanceof CharSequence text ? text.toString() : JsonText.of(bookmark);
  }

  private void report(Step step, LoadCounts counts) {
    new LoadReport(endpoint.getStream(), loader().options()).add(step, counts);
  }
}
