package io.caravan.singer;

import io.caravan.load.PageBody;
import io.caravan.run.Step;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Stands in for {@code upsert:} while a source is a tap: pages become messages. */
public final class TapComponent extends DefaultComponent {

  private static final String BOOKMARK = "bookmark";

  private final Map<String, List<String>> keys = new ConcurrentHashMap<>();
  private volatile Tap tap;

  /** From now on pages go here. */
  public void writeTo(Tap target) {
    tap = target;
  }

  /** The fields that the route of a stream names as its key. */
  public List<String> key(String stream) {
    return keys.getOrDefault(stream, List.of());
  }

  @Override
  protected Endpoint createEndpoint(String uri, String stream, Map<String, Object> parameters) {
    List<String> key =
        Stream.of(String.valueOf(parameters.getOrDefault("key", "")).split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    keys.put(stream, key);
    // What else upsert: knows is about tables.
    parameters.clear();
    return new TapEndpoint(uri, this, stream, key);
  }

  private final class TapEndpoint extends DefaultEndpoint {
    private final String stream;
    private final List<String> key;

    TapEndpoint(String uri, TapComponent component, String stream, List<String> key) {
      super(uri, component);
      this.stream = stream;
      this.key = key;
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) {
          page(exchange);
        }
      };
    }

    private void page(Exchange exchange) {
      Step step = Step.of(exchange);
      step.run().checkStop();
      String schema = stream.substring(0, stream.indexOf('.'));
      PageBody.tables(exchange.getMessage().getBody(), stream, schema)
          .forEach(
              (table, records) ->
                  tap.write(table, records, table.equals(stream) ? key : List.of(), step));
      Object bookmark = exchange.getVariable(BOOKMARK);
      if (bookmark != null) {
        tap.bookmark(stream, bookmark);
        step.note(BOOKMARK, bookmark.toString());
      }
      exchange.removeVariable(BOOKMARK);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      throw new UnsupportedOperationException("upsert: is a destination, use it with to:");
    }
  }
}
