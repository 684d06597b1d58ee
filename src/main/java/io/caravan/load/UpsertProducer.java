package io.caravan.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.run.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Hands the page of an exchange to the loader and reports to the step of the exchange. */
final class UpsertProducer extends DefaultProducer {

  private static final String BOOKMARK = "bookmark";
  private static final String DDL = "ddl";
  private static final ObjectMapper JSON = new ObjectMapper();

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

  private static JsonNode tree(String bookmark) {
    try {
      return JSON.readTree(bookmark);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database has taken it for JSON", e);
    }
  }

  private void report(Step step, LoadCounts counts) {
    step.count("read", counts.read());
    step.count("new", counts.added());
    step.count("changed", counts.changed());
    step.count("same", counts.same());
    step.count("rejected", counts.rejected());
    if (counts.repeated() > 0) {
      step.count("repeated", counts.repeated());
    }
    if (counts.sanitized() > 0) {
      step.count("sanitized", counts.sanitized());
    }
    if (!counts.ddl().isEmpty()) {
      List<Object> changes = new ArrayList<>();
      if (step.notes().get(DDL) instanceof List<?> earlier) {
        changes.addAll(earlier);
      }
      changes.addAll(counts.ddl());
      step.note(DDL, changes);
    }
    if (counts.bookmark() != null) {
      step.note(BOOKMARK, tree(counts.bookmark()));
    }
    LoadOptions options = loader.options();
    if (counts.rejectedInRun() > options.rejectCap()) {
      throw TooManyRejects.atOnce(endpoint.getStream(), counts.rejectedInRun(), counts.reasons());
    }
    if (counts.rejectedInRun() > options.maxRejects()) {
      step.failAtEnd(TooManyRejects.atEnd(endpoint.getStream(), counts, options));
    }
  }
}
