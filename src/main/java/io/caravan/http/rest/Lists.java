package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.Step;
import io.caravan.stream.CatalogStream;
import io.caravan.stream.ReadDays;
import io.caravan.stream.ReadPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/** The lists that one read consists of: one, or one for each parent and each window of time. */
final class Lists {

  private final RestSource source;
  private final Exchange exchange;
  private final ReadPlan plan;
  private final Fetcher fetcher;
  private final CursorRules cursor;
  private final Conditions conditions;
  private ReadPlan.Span span;

  /** Pieces of time are counted when their time has come, by the thread that asks for pages. */
  private final Exchange reader;

  Lists(
      RestSource source, Exchange exchange, ReadPlan plan, Fetcher fetcher, Conditions conditions) {
    this.source = source;
    this.exchange = exchange;
    this.reader = ExchangeHelper.createCopy(exchange, false);
    this.plan = plan;
    this.fetcher = fetcher;
    this.conditions = conditions;
    this.cursor = source.getCursor();
  }

  /** One after the other, so that a list is made when its time has come. */
  Iterator<Leg> all() throws Exception {
    Values values = limited(variables(), plan);
    exchange.setVariable("from", Objects.toString(values.find("variable.from"), ""));
    exchange.setVariable("to", Objects.toString(values.find("variable.to"), ""));
    ParentRules rules = source.getParents();
    List<Values> each = rules.any() ? rules.each(values, parents(rules, values)) : List.of(values);
    boolean counts = !cursor.getWindows().countPath().isEmpty() && cursor.window() != null;
    if (counts && !rules.any()) {
      return counted(plan, values);
    }
    List<Leg> legs = new ArrayList<>();
    for (Values one : each) {
      // Asked for in any case: a part that is left out keeps its place in the bookmark.
      ReadPlan own = rules.part(one).map(plan::part).orElse(plan);
      if (cursor.window() == null && conditions.leavesOut(one)) {
        plan.readsPart();
        Step.of(exchange).count("known", 1);
        continue;
      }
      legs.addAll(windows(own, limited(one, own), !rules.any()));
    }
    if (rules.hasParts()) {
      endParts(legs);
    }
    return legs.iterator();
  }

  /** The days that are asked for; empty for a list that is asked for as a whole. */
  Optional<ReadDays> days() {
    WindowRules rules = cursor.getWindows();
    boolean asksByTime = cursor.window() != null || cursor.has();
    Instant end = plan.to().flatMap(Moment::parse).orElseGet(rules::end);
    return plan.from()
        .or(cursor::start)
        .flatMap(Moment::parse)
        .filter(from -> asksByTime)
        .map(from -> ReadDays.between(from, end, rules.zone()));
  }

  /**
   * The bookmark of a part moves when its last list has been read, so that a read that is broken
   * off goes on there: wherever no part is left half read.
   */
  private static void endParts(List<Leg> legs) {
    Map<ReadPlan, Integer> last = new IdentityHashMap<>();
    for (int i = 0; i < legs.size(); i++) {
      last.put(legs.get(i).plan(), i);
    }
    int open = 0;
    for (int i = 0; i < legs.size(); i++) {
      open = Math.max(open, last.get(legs.get(i).plan()));
      if (open == i) {
        legs.get(i).endsPart();
      }
    }
  }

  /** The span of time that all windows together cover; null when there are none. */
  ReadPlan.Span span() {
    return span;
  }

  /** The variables of the route, and what the catalog says of the stream. */
  private Values variables() {
    Values values =
        Values.NONE.with(
            "properties", source.catalog().map(CatalogStream::selectedProperties).orElse(null));
    Run run = Step.of(exchange).run();
    values = values.withVariable("fullRefresh", String.valueOf(run.options().fullRefresh()));
    values = values.withVariable("runId", run.id());
    for (Map.Entry<String, Object> variable : exchange.getVariables().entrySet()) {
      values = values.withVariable(variable.getKey(), variable.getValue());
    }
    return values;
  }

  /** With {@code from} and {@code to} as the interface wants them. */
  private Values limited(Values values, ReadPlan own) {
    return values
        .withVariable("from", own.from().or(cursor::start).map(cursor::written).orElse(null))
        .withVariable("to", own.to().map(cursor::written).orElse(null));
  }

  private List<Map<String, Object>> parents(ParentRules rules, Values values) throws Exception {
    if (!rules.isCall()) {
      return source.parentRows().find(rules, source.table(), values);
    }
    RecordRules where = new RecordRules();
    where.setPath(rules.records());
    List<Map<String, Object>> parents = new ArrayList<>();
    for (Object record : calledParents(rules, where)) {
      Map<String, Object> parent = new LinkedHashMap<>();
      if (record instanceof Map<?, ?> map) {
        map.forEach((name, value) -> parent.put(name.toString(), value));
      }
      parents.add(parent);
    }
    return parents;
  }

  private List<Object> calledParents(ParentRules rules, RecordRules where) throws Exception {
    PagingRules paging = source.getPaging();
    Pager pager = rules.isPaged() ? paging.pager(source.jq()) : PagingRules.onePage();
    List<Object> records = new ArrayList<>();
    while (!pager.done()) {
      Pager.Mark mark = pager.next().orElseThrow();
      PageRequest ask =
          rules.isPaged()
              ? RequestRules.page(rules.from(), Map.of(), mark, paging)
              : new PageRequest(rules.from(), Map.of(), Map.of(), null);
      Page page = Reading.wait(fetcher.begin(reader, List.of(ask), where));
      pager.read(page);
      records.addAll(page.records());
    }
    return records;
  }

  private List<Leg> windows(ReadPlan own, Values values, boolean inOrder) {
    if (cursor.window() == null) {
      return List.of(new Leg(own, values, source.getPaging().pager(source.jq()), null, false));
    }
    List<Leg> legs = new ArrayList<>();
    for (Windows.Window window : pieces(own)) {
      legs.add(list(own, values, window, inOrder));
    }
    return legs;
  }

  private List<Windows.Window> pieces(ReadPlan own) {
    WindowRules rules = cursor.getWindows();
    Instant from = own.from().or(cursor::start).flatMap(Moment::parse).orElseThrow(Lists::noStart);
    Instant to = own.to().flatMap(Moment::parse).orElseGet(rules::end);
    span = from.isBefore(to) ? new ReadPlan.Span(from, to) : null;
    return rules.local()
        ? Windows.ofDays(from, to, cursor.window(), rules.zone())
        : Windows.between(from, to, cursor.window());
  }

  private Leg list(ReadPlan own, Values values, Windows.Window window, boolean inOrder) {
    String end = cursor.has() ? null : window.to().toString();
    Pager pager = source.getPaging().pager(source.jq());
    return new Leg(own, within(values, window), pager, end, inOrder);
  }

  private Values within(Values values, Windows.Window window) {
    Values within =
        values
            .withVariable("from", cursor.written(window.from()))
            .withVariable("to", cursor.written(window.to()));
    return cursor.getWindows().local() ? cursor.getWindows().told(within, window) : within;
  }

  private CountedWindows counted(ReadPlan own, Values values) {
    List<String> key = source.catalog().map(CatalogStream::key).orElse(List.of("id"));
    return new CountedWindows(
        pieces(own),
        cursor.getWindows(),
        window -> count(values, window),
        (window, count) ->
            list(own, values, window, true)
                .with(
                    new Control(
                        count,
                        window.from() + " to " + window.to(),
                        key,
                        () -> count(values, window))));
  }

  private long count(Values values, Windows.Window window) {
    WindowRules rules = cursor.getWindows();
    PageRequest ask = source.getRequest().plain(rules.countPath(), within(values, window));
    RecordRules anything = new RecordRules();
    anything.setOptional(true);
    Object answer;
    try {
      answer = Reading.wait(fetcher.begin(reader, List.of(ask), anything)).body();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    long count = Field.number(answer, rules.countAt());
    if (count < 0) {
      throw CaravanException.of(
              ErrorCode.E206, "The remote system does not tell how many there are")
          .where(rules.countPath())
          .why("there is no number at " + rules.countAt())
          .fix("Correct the parameters countPath and countAt of the route")
          .build();
    }
    return count;
  }

  private static CaravanException noStart() {
    return CaravanException.of(ErrorCode.E106, "A stream that is read in windows needs a beginning")
        .fix("Give the route a parameter start, or run it with --from")
        .build();
  }
}
