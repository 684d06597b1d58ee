package io.caravan.http.rest;

import io.caravan.run.Step;
import io.caravan.stream.ReadPlan;
import java.util.List;
import org.apache.camel.Exchange;

/** The pages of one read as they are handed on: only records that are wanted, and the bookmark. */
final class RestPages {

  private final ReadPlan plan;
  private final Reading reading;
  private final CursorRules cursor;
  private final Step step;
  private final String from;

  RestPages(ReadPlan plan, Reading reading, CursorRules cursor, Step step) {
    this.plan = plan;
    this.reading = reading;
    this.cursor = cursor;
    this.step = step;
    this.from = plan.from().or(cursor::start).orElse(null);
  }

  boolean hasNext() {
    return plan.selected() && !plan.isFull() && reading.hasNext();
  }

  /** Puts the next page into the body, and how far it reaches into the variable bookmark. */
  void next(Exchange exchange) throws Exception {
    step.run().checkStop();
    Page page = reading.next();
    if (cursor.endsWith(from, page.records())) {
      reading.skipList();
    }
    List<Object> records = plan.take(cursor.since(from, page.records()));
    if (cursor.has()) {
      records.forEach(record -> plan.seen(cursor.of(record)));
    }
    boolean last = !hasNext();
    step.count("pages", 1);
    exchange.getMessage().setBody(records);
    String bookmark = last || cursor.inOrder() ? plan.bookmarkJson() : null;
    if (bookmark == null) {
      exchange.removeVariable("bookmark");
    } else {
      exchange.setVariable("bookmark", bookmark);
    }
  }
}
