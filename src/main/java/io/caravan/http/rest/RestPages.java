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
  private final Conditions conditions;
  private final Pages pages;
  private final RestSource source;
  private final Step step;
  private final Instant begun = Instant.now();
  private final int enough;
  private final Details details;
  private final ReadPlan.Span span;
  private boolean owesPage;

  /**
   * @param conditions under which lists are asked for
   * @param enough how many records are waited for, from several pages; 0 waits for one page only
   * @param selected whether the stream is wanted; then there is a page, be it empty, so that its
   *     table is there
   * @param details what else is asked for each record; null for nothing
   * @param span the time that is read; null when it is not read in pieces
   */
  RestPages(
      ReadPlan plan,
      Conditions conditions,
      Pages pages,
      RestSource source,
      Step step,
      int enough,
      boolean selected,
      Details details,
      ReadPlan.Span span) {
    this.plan = plan;
    this.conditions = conditions;
    this.pages = pages;
    this.source = source;
    this.step = step;
    this.enough = enough;
    this.details = details;
    this.span = span;
    this.owesPage = selected;
    if (selected && !pages.hasNext()) {
      // Without a list to read nothing is met, and nothing gone for that reason.
      plan.readsPart();
    }
    if (plan.from().isEmpty() && source.getCursor().start().isPresent()) {
      // What lies before the start is not met, and not gone for that reason.
      plan.readsPart();
    }
  }

  boolean hasNext() {
    return owesPage || hasMore();
  }

  private boolean hasMore() {
    return plan.selected() && !plan.isFull() && pages.hasNext();
  }

  /**
   * Puts the next page into the body, and how far it reaches into the variable bookmark. Pages that
   * have arrived while the ones before were stored come together: then storing is the slower half,
   * and one transaction costs less than many.
   */
  void next(Exchange exchange) throws Exception {
    Batch batch = new Batch();
    boolean more = hasMore();
    boolean moves = false;
    owesPage = false;
    while (more && (batch.size() == 0 || (!moves && batch.size() < enough))) {
      if (batch.size() == 0) {
        step.run().checkStop();
      }
      for (Pages.Read read : pages.next()) {
        batch.add(taken(read));
        if (read.last()) {
          listEnds(read.list());
        }
        moves = source.getCursor().inOrder() || read.reachesBookmark();
      }
      more = hasMore();
      if (!more && span != null && !plan.isFull()) {
        plan.metAllOf(span);
      }
    }
    exchange.getMessage().setBody(source.placed(batch.body()));
    String bookmark = !more || moves ? conditions.in(plan.bookmarkJson(), !more) : null;
    if (bookmark == null) {
      exchange.removeVariable("bookmark");
    } else {
      exchange.setVariable("bookmark", bookmark);
    }
  }

  private void listEnds(Leg list) {
    if (!plan.isFull()) {
      list.control().check();
    }
    if (list.end() != null) {
      list.plan().seen(list.end());
    }
  }

  private Object taken(Pages.Read read) throws Exception {
    CursorRules cursor = source.getCursor();
    Leg list = read.list();
    Page page = read.page();
    step.count("pages", 1);
    conditions.read(read);
    if (page == Page.UNCHANGED) {
      // What was not sent again is not gone.
      plan.readsPart();
      step.count("unchanged", 1);
    }
    String from = cursor.begin(list.plan());
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
    Values values = source.known(read.asked());
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
