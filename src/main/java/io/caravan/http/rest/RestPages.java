package io.caravan.http.rest;

import io.caravan.run.Step;
import io.caravan.stream.ReadPlan;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;

/** The pages of one read as they are handed on: only records that are wanted, and the bookmark. */
final class RestPages {

  private final ReadPlan plan;
  private final Reading reading;
  private final RestSource source;
  private final Step step;
  private final Instant begun = Instant.now();
  private final int enough;

  /**
   * @param enough how many records are gathered from several pages; 0 hands on each page
   */
  RestPages(ReadPlan plan, Reading reading, RestSource source, Step step, int enough) {
    this.plan = plan;
    this.reading = reading;
    this.source = source;
    this.step = step;
    this.enough = enough;
    if (plan.from().isEmpty() && source.getCursor().start().isPresent()) {
      // What lies before the start is not met, and not gone for that reason.
      plan.readsPart();
    }
  }

  boolean hasNext() {
    return plan.selected() && !plan.isFull() && reading.hasNext();
  }

  /** Puts the next page into the body, and how far it reaches into the variable bookmark. */
  void next(Exchange exchange) throws Exception {
    Batch batch = new Batch();
    boolean more = true;
    boolean moves = false;
    while (more && (batch.size() == 0 || (!moves && batch.size() < enough))) {
      step.run().checkStop();
      Leg list = reading.list();
      batch.add(read(list, reading.next()));
      boolean listDone = list.done();
      if (listDone && list.end() != null) {
        list.plan().seen(list.end());
      }
      more = hasNext();
      moves = source.getCursor().inOrder() || (listDone && list.inOrder());
    }
    exchange.getMessage().setBody(source.placed(batch.body()));
    String bookmark = !more || moves ? plan.bookmarkJson() : null;
    if (bookmark == null) {
      exchange.removeVariable("bookmark");
    } else {
      exchange.setVariable("bookmark", bookmark);
    }
  }

  private Object read(Leg list, Page page) {
    CursorRules cursor = source.getCursor();
    step.count("pages", 1);
    String from = list.plan().from().or(cursor::start).orElse(null);
    if (cursor.endsWith(from, page.records())) {
      reading.skipList();
    }
    List<Object> records = plan.take(cursor.since(from, page.records()));
    source.getRecords().complete(records, list.values());
    if (cursor.has()) {
      // A record that changed during the read may have done so behind our back, with others.
      records.forEach(record -> list.plan().seen(cursor.notAfter(begun, cursor.of(record))));
    }
    return page.body() == null
        ? records
        : source.getRecords().mapped(page, records, list.values(), source.jq());
  }
}
