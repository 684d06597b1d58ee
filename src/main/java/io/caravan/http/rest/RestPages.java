package io.caravan.http.rest;

import io.caravan.run.Step;
import io.caravan.stream.ReadPlan;
import io.caravan.stream.Reject;
import java.time.Instant;
import java.util.ArrayList;
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
  private final Details details;
  private final ReadPlan.Span span;

  /**
   * @param enough how many records are gathered from several pages; 0 hands on each page
   * @param details what else is asked for each record; null for nothing
   * @param span the time that is read; null when it is not read in pieces
   */
  RestPages(
      ReadPlan plan,
      Reading reading,
      RestSource source,
      Step step,
      int enough,
      Details details,
      ReadPlan.Span span) {
    this.plan = plan;
    this.reading = reading;
    this.source = source;
    this.step = step;
    this.enough = enough;
    this.details = details;
    this.span = span;
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
      if (listDone && !plan.isFull()) {
        list.control().check();
      }
      if (listDone && list.end() != null) {
        list.plan().seen(list.end());
      }
      more = hasNext();
      if (!more && span != null && !plan.isFull()) {
        plan.metAllOf(span);
      }
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

  private Object read(Leg list, Page page) throws Exception {
    CursorRules cursor = source.getCursor();
    step.count("pages", 1);
    String from = list.plan().from().or(cursor::start).orElse(null);
    if (cursor.endsWith(from, page.records())) {
      reading.skipList();
    }
    list.control().met(page.records());
    List<Object> records = plan.take(cursor.since(from, page.records()));
    source.getRecords().complete(records, list.values());
    if (cursor.has()) {
      // A record that changed during the read may have done so behind our back, with others.
      records.forEach(record -> list.plan().seen(cursor.notAfter(begun, cursor.of(record))));
    }
    if (page.body() == null) {
      return records;
    }
    Values values = source.known(list.latest());
    if (details == null) {
      return mapped(page, records, values);
    }
    List<Object> complete = new ArrayList<>(records);
    List<Details.Missing> missing = details.complete(complete, values);
    Object mapped = mapped(page, complete, values);
    return missing.isEmpty() ? mapped : withRejects(mapped, page, missing, values);
  }

  private Object mapped(Page page, List<Object> records, Values values) {
    return source.getRecords().mapped(page, records, values, source.jq());
  }

  /** Stands for a record that cannot be stored whole, so that it is stored not at all and said. */
  private Object withRejects(
      Object mapped, Page page, List<Details.Missing> missing, Values values) {
    List<Object> rejects = new ArrayList<>();
    for (Details.Missing one : missing) {
      List<?> rows = source.ownRows(mapped(page, new ArrayList<>(List.of(one.record())), values));
      rejects.add(
          new Reject(
              "a call for more of it failed: "
                  + one.reason().what()
                  + (one.reason().why() == null ? "" : " (" + one.reason().why() + ")"),
              one.reason().where(),
              rows.isEmpty() ? "{}" : rows.get(0).toString()));
    }
    return source.withOwnRows(mapped, rejects);
  }
}
