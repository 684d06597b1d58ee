package io.caravan.load;

import com.fasterxml.jackson.databind.JsonNode;
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

  private final UpsertEndpoint endpoint;
  private Step known;
  private DeclaredTables declared;
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
        declared(step)
            .wantedOf(
                PageBody.tables(
                    exchange.getMessage().getBody(), endpoint.getStream(), endpoint.schema()));
    LoadCounts counts =
        loader().load(new LoadRequest(tables, json(bookmark), step.run().id(), step.fence()));
    exchange.removeVariable(BOOKMARK);
    report(step, counts, bookmark);
  }

  /** Read with the first page of a step, since a catalog may change between two runs. */
  private synchronized DeclaredTables declared(Step step) {
    if (known != step) {
      known = step;
      declared = endpoint.declared();
      loader = null;
    }
    return declared;
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

  private void report(Step step, LoadCounts counts, Object bookmark) {
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
    if (counts.bookmarkMoved()) {
      step.note(BOOKMARK, bookmark instanceof CharSequence ? bookmark.toString() : bookmark);
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
