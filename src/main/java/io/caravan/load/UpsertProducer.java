package io.caravan.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.load.value.JsonText;
import io.caravan.run.Step;
import io.caravan.stream.FilledTables;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultProducer;

/** Hands the page of an exchange to the loading of its step. */
final class UpsertProducer extends DefaultProducer {

  private static final String BOOKMARK = "bookmark";
  private static final String ALLOW_DELETES = "allowDeletes";

  private final UpsertEndpoint endpoint;
  private Step step;
  private StreamLoad load;

  UpsertProducer(UpsertEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) {
    Step current = Step.of(exchange);
    current.run().checkStop();
    Object bookmark = exchange.getVariable(BOOKMARK);
    Map<String, List<?>> tables = endpoint.records(exchange.getMessage().getBody());
    PageTap tap = CamelContextHelper.findSingleByType(exchange.getContext(), PageTap.class);
    if (tap != null) {
      endpoint.tap(tap, WholeLists.without(tables), said(current));
      return;
    }
    if (current.run().options().apart()) {
      FilledTables.of(current).add(WholeLists.without(tables).keySet());
    }
    load(current, exchange.getVariable(ALLOW_DELETES, false, Boolean.class))
        .take(tables, json(bookmark));
    exchange.removeVariable(BOOKMARK);
  }

  private static Described said(Step step) {
    return step.kept(Described.class).orElse(Described.NOTHING);
  }

  /**
   * Made with the first page of a step: the database may come up after the routes. Made anew when
   * the source says something else of its records; a table that is being built anew takes it as it
   * comes.
   */
  private synchronized StreamLoad load(Step current, boolean allowDeletes) {
    if (step == current && !load.follows(said(current))) {
      finish();
    }
    if (step != current) {
      load = StreamLoad.begin(endpoint, current, said(current), allowDeletes);
      step = current;
      current.beforeEnd(this, this::finish);
    }
    return load;
  }

  private synchronized void finish() {
    StreamLoad begun = load;
    step = null;
    load = null;
    if (begun != null) {
      begun.finish();
    }
  }

  private static String json(Object bookmark) {
    if (bookmark == null || bookmark instanceof JsonNode) {
      return bookmark == null ? null : bookmark.toString();
    }
    return bookmark instanceof CharSequence text ? text.toString() : JsonText.of(bookmark);
  }
}
