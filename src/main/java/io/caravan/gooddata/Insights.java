package io.caravan.gooddata;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;

/**
 * Turns insights into executions and remembers how each went. Bound as {@code gooddataInsights};
 * each public method is a step of a route, and several insights are executed at once.
 */
public final class Insights {

  private static final String REPORT = "gooddata.report";

  /** A stop, a refused login, a limit: nobody can do anything about these at an insight. */
  private static final Set<ErrorCode> NOT_ITS_FAULT =
      Set.of(ErrorCode.E703, ErrorCode.E202, ErrorCode.E203, ErrorCode.E205);

  /** How the test of one insight went; {@code error} is null when it went well. */
  private record Outcome(String id, String title, String error, String url) {

    Map<String, Object> note() {
      Map<String, Object> note = new LinkedHashMap<>();
      note.put("title", title);
      note.put("id", id);
      note.put("ok", error == null);
      if (error != null) {
        note.put("error", error);
      }
      note.put("url", url);
      return note;
    }
  }

  /** Begins a test of many. */
  public void begin(Exchange exchange) {
    exchange.setProperty(REPORT, new ConcurrentLinkedQueue<Outcome>());
  }

  /** The entity in the body becomes the question that it asks. */
  public void toExecution(Exchange exchange) {
    Object entity = exchange.getMessage().getBody();
    exchange.setVariable("insightId", Tree.text(entity, "id"));
    String title = Tree.text(entity, "attributes", "title");
    exchange.setVariable("insightTitle", title == null ? Tree.text(entity, "id") : title);
    try {
      exchange.getMessage().setBody(Afm.of(Tree.at(entity, "attributes", "content")));
    } catch (Afm.UnknownKind e) {
      throw CaravanException.of(ErrorCode.E612, "The insight cannot be executed from here")
          .where(exchange.getVariable("insightTitle", String.class))
          .why("it has " + e.getMessage())
          .fix("Open it in GoodData")
          .build();
    }
  }

  /** The entity in the answer to a question for one insight. */
  public Object entity(Exchange exchange) {
    return Tree.at(exchange.getMessage().getBody(), "data");
  }

  public void passed(Exchange exchange) {
    report(exchange).add(outcome(exchange, null));
  }

  public void failed(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    CaravanException reason = CaravanException.from(caught);
    if (NOT_ITS_FAULT.contains(reason.code()) || reason.again().isPresent()) {
      throw reason;
    }
    String why = reason.why() == null ? reason.what() : reason.why();
    report(exchange).add(outcome(exchange, why));
  }

  private static Outcome outcome(Exchange exchange, String error) {
    String id = exchange.getVariable("insightId", String.class);
    String url =
        "%s/analyze/#/%s/%s/edit"
            .formatted(exchange.getVariable("host"), exchange.getVariable("workspace"), id);
    return new Outcome(id, exchange.getVariable("insightTitle", String.class), error, url);
  }

  /** Leaves the report as the note {@code insights}; fails when any insight did. */
  public void finish(Exchange exchange) {
    List<Outcome> all =
        report(exchange).stream().sorted(Comparator.comparing(Outcome::title)).toList();
    List<Outcome> failed = all.stream().filter(outcome -> outcome.error() != null).toList();
    Step step = Step.current(exchange);
    if (step != null) {
      step.note("insights", all.stream().map(Outcome::note).toList());
      step.count("insights", all.size());
      step.count("failed", failed.size());
    }
    if (!failed.isEmpty()) {
      throw failure(exchange, failed, all.size());
    }
  }

  private static CaravanException failure(Exchange exchange, List<Outcome> failed, int all) {
    Outcome first = failed.get(0);
    return CaravanException.of(
            ErrorCode.E612, "%d of %d insights cannot be computed".formatted(failed.size(), all))
        .where("workspace " + exchange.getVariable("workspace"))
        .why("'" + first.title() + "': " + first.error())
        .fix("Open " + first.url(), "./caravan gooddata test -o json lists all of them")
        .build();
  }

  @SuppressWarnings("unchecked")
  private static Queue<Outcome> report(Exchange exchange) {
    return exchange.getProperty(REPORT, Queue.class);
  }
}
