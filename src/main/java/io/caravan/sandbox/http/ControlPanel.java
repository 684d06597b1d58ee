package io.caravan.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What may be asked and ordered of a stand-in that runs in a process of its own: {@code GET
 * PATH/question?name=value}, {@code POST PATH/order} with a JSON object, and {@code POST
 * PATH/faults} with a JSON object whose {@code fault} names what is to go wrong. What an order
 * yields comes back as JSON with 200, nothing with 204; an order nobody understands gets 400.
 */
public final class ControlPanel implements Vendor {

  private final String path;
  private final Map<String, Function<Order, Object>> known = new HashMap<>();
  private final Map<String, Consumer<Order>> troubles = new HashMap<>();
  private final Faults none = new Faults();

  /**
   * @param path where it is, with the slash at its end
   */
  public ControlPanel(String path) {
    this.path = path;
    yields("faults", this::trouble);
  }

  /** Answers a question. */
  public ControlPanel asked(String question, Function<Order, Object> answer) {
    known.put("GET " + question, answer);
    return this;
  }

  /** Obeys an order and tells what came of it; null for nothing to tell. */
  public ControlPanel yields(String order, Function<Order, Object> act) {
    known.put("POST " + order, act);
    return this;
  }

  /** Obeys an order. */
  public ControlPanel told(String order, Consumer<Order> act) {
    return yields(order, told -> done(act, told));
  }

  /** Lets something go wrong from now on. */
  public ControlPanel fault(String name, Consumer<Order> act) {
    troubles.put(name, act);
    return this;
  }

  @Override
  public boolean serves(String asked) {
    return asked.startsWith(path);
  }

  @Override
  public Reply answer(Request request) {
    String what = request.method() + " " + request.path().substring(path.length());
    Function<Order, Object> act = known.get(what);
    if (act == null) {
      return Reply.json(404, Map.of("error", "The sandbox has no such control: " + what));
    }
    try {
      JsonNode said =
          request.method().equals("GET") || request.body().isEmpty()
              ? Json.of(request.query())
              : Json.read(request.body())
                  .orElseThrow(() -> new IllegalArgumentException("no JSON"));
      Object answer = act.apply(new Order(said));
      return answer == null ? Reply.empty(204) : Reply.json(200, answer);
    } catch (RuntimeException e) {
      return Reply.json(400, Map.of("error", "The order cannot be understood: " + e.getMessage()));
    }
  }

  private Object trouble(Order order) {
    Consumer<Order> act = troubles.get(order.text("fault"));
    if (act == null) {
      throw new IllegalArgumentException("unknown fault");
    }
    return done(act, order);
  }

  private static Object done(Consumer<Order> act, Order order) {
    act.accept(order);
    return null;
  }

  @Override
  public Faults faults() {
    return none;
  }

  @Override
  public void heard(Exchange exchange) {
    // Nobody counts these.
  }
}
