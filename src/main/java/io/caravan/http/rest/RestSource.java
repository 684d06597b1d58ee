package io.caravan.http.rest;

import io.caravan.run.AtEnd;
import io.caravan.run.Step;
import io.caravan.stream.CatalogStream;
import io.caravan.stream.ReadPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.ExchangeHelper;

/** The parameters of one {@code rest-source} and its steps; one for each stream. */
public final class RestSource {

  private static final String PAGES = "restPages";

  private final RestReads reads;
  private final CallParameters call = new CallParameters();
  private final RequestRules request = new RequestRules();
  private final PagingRules paging = new PagingRules();
  private final RecordRules records = new RecordRules();
  private final CursorRules cursor = new CursorRules();
  private final ParentRules parents = new ParentRules();
  private final DetailRules details = new DetailRules();
  private boolean partly = true;
  private boolean conditional;
  private String pending = "";
  private String stream = "";
  private String into = "";
  private int longestProperties = Integer.MAX_VALUE;
  private ProducerTemplate template;

  public RestSource(RestReads reads) {
    this.reads = reads;
  }

  public void setStream(String stream) {
    this.stream = stream;
  }

  /** The stream whose table is filled and whose catalog counts; the stream itself unless set. */
  public void setInto(String into) {
    this.into = into;
  }

  /** How many characters of properties fit into the address of one call. */
  public void setLongestProperties(int longestProperties) {
    this.longestProperties = longestProperties;
  }

  /** What the catalog says of the records; nothing where there is none. */
  Optional<CatalogStream> catalog() {
    return reads.catalog(into.isEmpty() ? stream : into);
  }

  /** A page in the form that names its table, when that is not the one of the stream. */
  Object placed(Object page) {
    return into.isEmpty() || page instanceof Map ? page : Map.of(into, page);
  }

  /** The stream whose table is filled. */
  String table() {
    return into.isEmpty() ? stream : into;
  }

  /** The rows of the table of the stream in a page. */
  List<?> ownRows(Object page) {
    return page instanceof Map<?, ?> tables
        ? (List<?>) Objects.requireNonNullElse(tables.get(table()), List.of())
        : (List<?>) page;
  }

  /** A page with more rows of the table of the stream. */
  Object withOwnRows(Object page, List<Object> more) {
    Map<Object, Object> tables = new LinkedHashMap<>();
    if (page instanceof Map<?, ?> several) {
      tables.putAll(several);
    }
    List<Object> rows = new ArrayList<>(ownRows(page));
    rows.addAll(more);
    tables.put(table(), rows);
    return tables;
  }

  /** With what a mapping may ask of the stream itself. */
  Values known(Values values) {
    return values
        .with("size", paging.pageSize())
        .with("zone", cursor.getWindows().zone().getId())
        .with("details", details.wanted());
  }

  public DetailRules getDetails() {
    return details;
  }

  /** Whether a run that reads a part of the past, or a sample, reads this stream too. */
  public void setPartly(boolean partly) {
    this.partly = partly;
  }

  /** Whether a list is asked for only if it has changed, by the ETag of its first page. */
  public void setConditional(boolean conditional) {
    this.conditional = conditional;
  }

  /** A field that is null in records which change where they stand in their list. */
  public void setPending(String pending) {
    this.pending = pending;
  }

  public CallParameters getCall() {
    return call;
  }

  public RequestRules getRequest() {
    return request;
  }

  public PagingRules getPaging() {
    return paging;
  }

  public RecordRules getRecords() {
    return records;
  }

  public CursorRules getCursor() {
    return cursor;
  }

  public ParentRules getParents() {
    return parents;
  }

  JqTexts jq() {
    return reads.jq();
  }

  ParentRows parentRows() {
    return reads.parents();
  }

  /** Finds out where to begin and asks for the first page. */
  public void open(Exchange exchange) throws Exception {
    Step step = Step.of(exchange);
    cursor.getWindows().setClock(reads.clock(exchange.getContext()));
    ReadPlan plan = ReadPlan.of(exchange, reads.bookmarks(), stream, cursor.overlap());
    boolean mayRead = partly || !step.run().options().isPartial();
    boolean selected =
        mayRead && plan.selected() && catalog().map(CatalogStream::selected).orElse(true);
    if (!selected) {
      step.note(mayRead ? "not selected" : "not for a part of the past", true);
    }
    Fetcher fetcher = fetcher(exchange.getContext());
    Conditions conditions = conditions(step, plan);
    Lists lists = new Lists(this, exchange, plan, fetcher, conditions);
    lists.days().ifPresent(step::keep);
    Iterator<Leg> legs = selected ? lists.all() : Collections.emptyIterator();
    // Other threads ask on its behalf, while this one goes on through the route.
    Exchange reader = ExchangeHelper.createCopy(exchange, false);
    List<List<String>> chunks =
        catalog().map(known -> known.chunks(longestProperties)).orElse(List.of());
    Reading reading =
        new Reading(
            legs,
            (leg, mark) ->
                fetcher.begin(
                    reader,
                    conditions.asked(leg, request.parts(mark, leg.values(), paging, jq(), chunks)),
                    records),
            (leg, page) -> cursor.endsWith(cursor.begin(leg.plan()), page.records()),
            paging.inFlight());
    // Whoever wants a few records only is not to cause more calls than these need.
    Pages pages =
        plan.limit().isPresent()
            ? reading
            : new ReadAhead(reading, reads.threads(exchange.getContext()));
    int enough = parents.any() ? Math.max(paging.pageSize(), 1) : 0;
    exchange.setVariable(
        PAGES,
        new RestPages(
            plan, conditions, pages, this, step, enough, selected, details(reader), lists.span()));
    AtEnd.of(exchange, pages::close);
  }

  private Conditions conditions(Step step, ReadPlan plan) throws SQLException {
    return conditional
        ? Conditions.of(
            reads.bookmarks().find(stream),
            !step.run().options().fullRefresh() && plan.movesBookmark(),
            plan.movesBookmark(),
            cursor.newestFirst(),
            parents,
            pending)
        : Conditions.none();
  }

  private Details details(Exchange reader) {
    if (!details.any()) {
      return null;
    }
    RecordRules anything = new RecordRules();
    anything.setOptional(true);
    ExecutorService threads = reads.threads(reader.getContext());
    Fetcher fetcher = new Fetcher(template, call, threads);
    return new Details(details, path -> fetcher.ask(reader, path, anything).body(), threads, jq());
  }

  /** Whether there is another page. */
  public boolean hasNext(Exchange exchange) {
    return exchange.getVariable(PAGES, RestPages.class).hasNext();
  }

  /** Puts the next page into the body; fails when the run was asked to stop. */
  public void next(Exchange exchange) throws Exception {
    exchange.getVariable(PAGES, RestPages.class).next(exchange);
  }

  private synchronized Fetcher fetcher(CamelContext camel) {
    if (template == null) {
      template = camel.createProducerTemplate();
      call.setStream(stream);
      // Made here: of two threads that call it for the first time, one could find it half made.
      camel.getEndpoint(call.uri());
    }
    // A hand over to another thread and back would cost as much as a small page.
    Executor waiting = paging.inFlight() == 1 ? Runnable::run : reads.threads(camel);
    return new Fetcher(template, call, waiting);
  }
}
