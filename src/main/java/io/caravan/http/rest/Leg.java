package io.caravan.http.rest;

import io.caravan.stream.ReadPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Future;

/** One list of pages: that of a parent, of a time window, or the only one of a stream. */
final class Leg {

  private final ReadPlan plan;
  private final Values values;
  private final Pager pager;
  private final String end;
  private boolean inOrder;
  private final Deque<Asked> onTheirWay = new ArrayDeque<>();
  private Values latest;
  private Control control = Control.NONE;

  private record Asked(Pager.Mark mark, Future<Page> page) {}

  /**
   * @param plan from where this list is read, and what hears how far
   * @param end the cursor that a read has reached when this list is read; null when only records
   *     tell
   * @param inOrder whether the lists after it hold only what is newer
   */
  Leg(ReadPlan plan, Values values, Pager pager, String end, boolean inOrder) {
    this.plan = plan;
    this.values = values;
    this.pager = pager;
    this.end = end;
    this.inOrder = inOrder;
    this.latest = values;
  }

  ReadPlan plan() {
    return plan;
  }

  String end() {
    return end;
  }

  /** Whether nothing earlier can come when this list has been read. */
  boolean inOrder() {
    return inOrder;
  }

  /** Says that no part of the stream is half read when this list has been. */
  void endsPart() {
    inOrder = true;
  }

  Values values() {
    return values;
  }

  /** The next page that can be asked for now. */
  Optional<Pager.Mark> next() {
    return pager.next();
  }

  void asked(Pager.Mark mark, Future<Page> page) {
    onTheirWay.add(new Asked(mark, page));
  }

  /** What the page that was given last was asked with. */
  Values latest() {
    return latest;
  }

  int onTheirWay() {
    return onTheirWay.size();
  }

  /** The earliest page on its way, which is then no longer. */
  Future<Page> earliest() {
    Asked earliest = onTheirWay.remove();
    latest = values.with("page", earliest.mark.token());
    return earliest.page;
  }

  void read(Page page) {
    pager.read(page);
  }

  /** What is to be looked at when the list has been read to its end; nothing unless set. */
  Control control() {
    return control;
  }

  Leg with(Control checking) {
    control = checking;
    return this;
  }

  boolean done() {
    return pager.done();
  }

  /** Forgets the pages on their way. */
  void close() {
    onTheirWay.forEach(asked -> asked.page.cancel(true));
    onTheirWay.clear();
  }
}
