package io.caravan.load;

import io.caravan.config.Settings;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import io.caravan.run.Step;
import io.caravan.stream.Bookmarks;
import io.caravan.stream.Catalogs;
import io.caravan.stream.ReadPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * A stream whose source is a list of pages: it plans its reading as every source does, and its rows
 * go through a real {@code upsert:} into a real database.
 */
final class StreamRig implements AutoCloseable {

  static final String STREAM = "shop.orders";

  final Warehouse warehouse = new Warehouse();
  final Bookmarks bookmarks = new Bookmarks(warehouse.database());
  private final RunRecorder runs =
      new RunRecorder(warehouse.database(), "test", Duration.ofSeconds(20));
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final List<Object> pages = new ArrayList<>();
  private ReadPlan plan;

  /** Called with the plan before the first page. */
  Consumer<ReadPlan> onPlan = plan -> {};

  /** Called after the last page; may fail. */
  Consumer<Step> atEnd = step -> {};

  StreamRig(String upsert, Path project) throws Exception {
    context.addRoutePolicyFactory(new RunPolicyFactory(runs));
    context.getRegistry().bind("settings", warehouse.settings());
    context.getRegistry().bind("connections", warehouse.connections());
    if (project != null) {
      context
          .getRegistry()
          .bind("catalogs", new Catalogs(Settings.load(project, Map.of(), Map.of())));
    }
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:" + STREAM)
                .routeId(STREAM)
                .routeGroup("stream")
                .process(
                    exchange -> {
                      plan = ReadPlan.of(exchange, bookmarks, STREAM, Duration.ZERO);
                      onPlan.accept(plan);
                    })
                .loopDoWhile(exchange -> !pages.isEmpty())
                .process(this::next)
                .to(upsert)
                .end()
                .process(exchange -> atEnd.accept(Step.of(exchange)));
          }

          private void next(Exchange exchange) {
            Object page = pages.remove(0);
            exchange.getMessage().setBody(page);
            for (Object record : page instanceof List<?> list ? list : List.of()) {
              plan.seen(record instanceof Map<?, ?> map ? map.get("changed") : null);
            }
            exchange.setVariable("bookmark", plan.bookmarkJson());
          }
        });
    context.start();
  }

  /** Runs the stream to its end, whatever that is. */
  Run run(RunOptions options, Map<String, Object> variables, Object... newPages) {
    pages.clear();
    pages.addAll(List.of(newPages));
    Exchange exchange = new DefaultExchange(context);
    variables.forEach(exchange::setVariable);
    Run.begunBy(exchange, "test", options);
    context.createProducerTemplate().send("direct:" + STREAM, exchange);
    return Run.of(exchange).orElseThrow();
  }

  /** Runs the stream with pages, which has to go well. */
  Step load(Object... newPages) {
    return well(run(RunOptions.NONE, Map.of(), newPages));
  }

  /** Makes the table anew, which has to go well. */
  Step refresh(Object... newPages) {
    return well(run(RunOptions.refresh(), Map.of(), newPages));
  }

  private static Step well(Run run) {
    if (run.failure() != null) {
      throw new AssertionError(run.failure());
    }
    return run.steps().get(0);
  }

  /** {@code id name} of the rows that are there, in the order of their ids. */
  List<String> present() {
    return list("select id || ' ' || name from shop.orders where _deleted_at is null order by id");
  }

  /** The first column of a query. */
  List<String> list(String query) {
    return warehouse.rows(query).stream().map(row -> row.get(0)).toList();
  }

  String bookmark() throws java.sql.SQLException {
    return bookmarks.find(STREAM).orElse(null);
  }

  /** Every table of the schema. */
  List<String> tables() {
    return list("select tablename from pg_tables where schemaname = 'shop' order by 1");
  }

  @Override
  public void close() {
    context.stop();
    runs.close();
    warehouse.close();
  }
}
