package io.caravan.gooddata;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * The result of an execution, page by page: rows, and within rows columns. Bound as {@code
 * gooddataResults}; each public method is a step of a route.
 */
public final class ResultPages {

  private static final String STATE = "gooddata.result";

  /** How far a result was read. */
  private static final class State {
    private final List<Integer> offset = new ArrayList<>();
    private final List<Integer> limit = new ArrayList<>();
    private final ResultTable table;

    private State(Object response, List<Integer> limits) {
      table = new ResultTable(response);
      for (int i = 0; i < table.dimensions(); i++) {
        offset.add(0);
        limit.add(limits.get(Math.min(i, limits.size() - 1)));
      }
    }
  }

  /**
   * Takes the answer to an execution. Sets {@code resultId}, and what to ask first.
   *
   * @param exchange its variable {@code resultLimit} says how much of each dimension a page has
   */
  public void begin(Exchange exchange) {
    Object response = Tree.at(exchange.getMessage().getBody(), "executionResponse");
    String id = Tree.text(response, "links", "executionResult");
    if (id == null) {
      throw unexpected(exchange, "an execution without the id of its result");
    }
    List<Integer> limits =
        List.of(Workspaces.variable(exchange, "resultLimit", "512,256").split(",")).stream()
            .map(number -> Integer.valueOf(number.strip()))
            .toList();
    State state = new State(response, limits);
    exchange.setProperty(STATE, state);
    exchange.setVariable("resultId", id);
    exchange.setVariable("more", true);
  }

  /** Sets what to ask next. */
  public void ask(Exchange exchange) {
    State state = state(exchange);
    exchange.setVariable(
        "query", "offset=" + joined(state.offset) + "&limit=" + joined(state.limit));
  }

  private static String joined(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("%2C"));
  }

  /** Takes a page and finds out where the next one begins. */
  public void take(Exchange exchange) {
    State state = state(exchange);
    Object body = exchange.getMessage().getBody();
    List<Integer> count = numbers(body, "count");
    List<Integer> total = numbers(body, "total");
    if (count.size() != state.offset.size() || total.size() != count.size()) {
      throw unexpected(exchange, "a result whose paging does not fit its dimensions");
    }
    state.table.add(body, List.copyOf(state.offset));
    exchange.setVariable("more", advance(exchange, state, count, total));
  }

  /** The innermost dimension first. */
  private static boolean advance(
      Exchange exchange, State state, List<Integer> count, List<Integer> total) {
    for (int i = state.offset.size() - 1; i >= 0; i--) {
      int next = state.offset.get(i) + count.get(i);
      if (next < total.get(i)) {
        if (count.get(i) == 0) {
          throw unexpected(exchange, "an empty page of a result that has more");
        }
        state.offset.set(i, next);
        return true;
      }
      state.offset.set(i, 0);
    }
    return false;
  }

  /** The rows that were read, each a map of column names to values. */
  public Object rows(Exchange exchange) {
    return state(exchange).table.rows();
  }

  private static List<Integer> numbers(Object body, String name) {
    return Tree.list(body, "paging", name).stream()
        .map(number -> ((Number) number).intValue())
        .toList();
  }

  private static State state(Exchange exchange) {
    return exchange.getProperty(STATE, State.class);
  }

  private static CaravanException unexpected(Exchange exchange, String what) {
    return CaravanException.of(ErrorCode.E206, "GoodData answered with " + what)
        .where("workspace " + exchange.getVariable("workspace"))
        .fix("Run it again; if it stays, look at the insight in GoodData")
        .build();
  }
}
