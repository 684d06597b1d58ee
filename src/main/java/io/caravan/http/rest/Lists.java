package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.CatalogStream;
import io.caravan.stream.ReadPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;

/** The lists that one read consists of: one, or one for each parent and each window of time. */
final class Lists {

  private final RestSource source;
  private final Exchange exchange;
  private final ReadPlan plan;
  private final Fetcher fetcher;
  private final CursorRules cursor;

  Lists(RestSource source, Exchange exchange, ReadPlan plan, Fetcher fetcher) {
    this.source = source;
    this.exchange = exchange;
    this.plan = plan;
    this.fetcher = fetcher;
    this.cursor = source.getCursor();
  }

  /** One after the other, so that a list is made when its time has come. */
  Iterator<Leg> all() throws Exception {
    Values values = limited(variables(), plan);
    exchange.setVariable("from", Objects.toString(values.find("variable.from"), ""));
    exchange.setVariable("to", Objects.toString(values.find("variable.to"), ""));
    ParentRules rules = source.getParents();
    List<Values> each = rules.any() ? rules.each(values, parents(rules, values)) : List.of(values);
    List<Leg> legs = new ArrayList<>();
    for (Values one : each) {
      ReadPlan own = rules.part(one).map(plan::part).orElse(plan);
      legs.addAll(windows(own, limited(one, own), !rules.any()));
    }
    return legs.iterator();
  }

  /** The variables of the route, and what the catalog says of the stream. */
  private Values variables() {
    Values values =
        Values.NONE.with(
            "properties", source.catalog().map(CatalogStream::selectedProperties).orElse(null));
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
      return source.parentRows().find(rules, values);
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
      Page page = Reading.wait(fetcher.begin(exchange, List.of(ask), where));
      pager.read(page);
      records.addAll(page.records());
    }
    return records;
  }

  private List<Leg> windows(ReadPlan own, Values values, boolean inOrder) {
    if (cursor.window() == null) {
      return List.of(new Leg(own, values, source.getPaging().pager(source.jq()), null, false));
    }
    Instant from = own.from().or(cursor::start).flatMap(Moment::parse).orElseThrow(Lists::noStart);
    Instant to = own.to().flatMap(Moment::parse).orElseGet(Instant::now);
    List<Leg> legs = new ArrayList<>();
    for (Windows.Window window : Windows.between(from, to, cursor.window())) {
      Values within =
          values
              .withVariable("from", cursor.written(window.from()))
              .withVariable("to", cursor.written(window.to()));
      String end = cursor.has() ? null : window.to().toString();
      legs.add(new Leg(own, within, source.getPaging().pager(source.jq()), end, inOrder));
    }
    return legs;
  }

  private static CaravanException noStart() {
    return CaravanException.of(ErrorCode.E106, "A stream that is read in windows needs a beginning")
        .fix("Give the route a parameter start, or run it with --from")
        .build();
  }
}
