package io.caravan.gooddata;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * A list of entities, page by page. Bound as {@code gooddataPages}; each public method is a step of
 * a route.
 *
 * <p>The end is a page with fewer records than were asked for, or the last of as many pages as the
 * answer tells. The link to a next page stands on the last one too and says nothing (seen in
 * recorded answers).
 */
public final class EntityPages {

  /** What GoodData's own client asks for. */
  static final int SIZE = 500;

  private static final String FOUND = "gooddata.found";
  private static final String PAGE = "gooddata.page";

  /** Begins a list. Variable {@code filter} may hold further parameters, already encoded. */
  public void begin(Exchange exchange) {
    exchange.setProperty(FOUND, new ArrayList<>());
    exchange.setProperty(PAGE, 0);
    exchange.setVariable("more", true);
  }

  /** Sets what to ask next. */
  public void ask(Exchange exchange) {
    String filter = Workspaces.variable(exchange, "filter", "");
    int page = exchange.getProperty(PAGE, Integer.class);
    exchange.setVariable("path", exchange.getVariable("collection"));
    exchange.setVariable(
        "query", (filter.isEmpty() ? "" : filter + "&") + "page=" + page + "&size=" + SIZE);
  }

  /** Takes a page. */
  public void take(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    List<Object> records = Tree.list(body, "data");
    found(exchange).addAll(records);
    int page = exchange.getProperty(PAGE, Integer.class) + 1;
    exchange.setProperty(PAGE, page);
    String pages = Tree.text(body, "meta", "page", "totalPages");
    exchange.setVariable(
        "more", records.size() >= SIZE && (pages == null || page < Integer.parseInt(pages)));
  }

  /** All records of all pages. */
  public List<Object> all(Exchange exchange) {
    return found(exchange);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> found(Exchange exchange) {
    return exchange.getProperty(FOUND, List.class);
  }
}
