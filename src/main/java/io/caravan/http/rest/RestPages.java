package io.caravan.http.rest;

import io.caravan.run.Step;
import io.caravan.stream.ReadPlan;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;

/** The pages of one read as they are handed on: only records that are wanted, and the bookmark. */
final class RestPages {

  private final ReadPlan plan;
  private final Pages pages;
  private final RestSource source;
  private final Step step;
  private final Instant begun = Instant.now();
  private final int enough;
  private boolean owesPage;

  /**
   * @param enough how many records are waited for, from several pages; 0 waits for one page only
   * @param selected whether the stream is wanted; then there is a page, be it empty, so that its
   *     table is there
   */
  RestPages(
      ReadPlan plan, Pages pages, RestSource source, Step step, int enough, boolean selected) {
    this.plan = plan;
    this.pages = pages;
    this.source = source;
    this.step = step;
    this.enough = enough;
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
        batch.add(taken(read.list(), read.page()));
        if (read.last() && read.list().end() != null) {
          read.list().plan().seen(read.list().end());
        }
        moves = source.getCursor().inOrder() || read.reachesBookmark();
      }
      more = hasMore();
    }
    exchange.getMessage().setBody(source.placed(batch.body()));
    String bookmark = !more || moves ? plan.bookmarkJson() : null;
    if (bookmark == null) {
      exchange.removeVariable("bookmark");
    } else {
      exchange.setVariable("bookmark", bookmark);
    }
  }

  private Object taken(Leg list, Page page) {
    CursorRules cursor = source.getCursor();
    step.count("pages", 1);
    String from = cursor.begin(list.plan());
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
