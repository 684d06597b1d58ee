package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.web.Answers;
import io.caravan.web.RequestRefused;
import io.caravan.web.SignedHooks;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Runs that begin because somebody says that something changed. What changes while a pipeline runs
 * may have come too late for that run: then it runs once more, however much it was.
 */
public final class HookRuns {

  private static final Executor SOON = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

  private final SignedHooks hooks;

  /** Pipelines that run because of a request: 1, or 2 where another run has to follow. */
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  HookRuns(Settings settings) {
    hooks = SignedHooks.of(settings);
  }

  /** Begins the pipeline that the path names, unless the signature is wrong; does not wait. */
  public void begin(Exchange exchange) {
    String pipeline = exchange.getMessage().getHeader("pipeline", String.class);
    String signature = exchange.getMessage().getHeader(SignedHooks.SIGNATURE, String.class);
    byte[] body = exchange.getMessage().getBody(byte[].class);
    if (!hooks.fit(body == null ? new byte[0] : body, signature)) {
      throw new RequestRefused(401, "the signature is not that of the body: see hooks.token");
    }
    if ("ping".equals(exchange.getMessage().getHeader("X-GitHub-Event"))) {
      Answers.json(exchange, 200, Map.of("pipeline", pipeline, "state", "heard"));
      return;
    }
    boolean first = open.merge(pipeline, 1, (before, one) -> 2) == 1;
    if (first) {
      run(exchange.getContext(), pipeline);
    }
    Answers.json(exchange, 202, Map.of("pipeline", pipeline, "state", first ? "begun" : "follows"));
  }

  private void run(CamelContext context, String pipeline) {
    if (!context.isStarted()) {
      return;
    }
    ProducerTemplate template = context.createProducerTemplate();
    template
        .asyncSend("direct:" + pipeline, exchange -> Run.begunBy(exchange, "webhook"))
        .whenComplete(
            (ended, failure) -> {
              template.stop();
              if (runsElsewhere(ended)) {
                SOON.execute(() -> run(context, pipeline));
              } else if (open.computeIfPresent(pipeline, (name, n) -> n == 2 ? 1 : null) != null) {
                run(context, pipeline);
              }
            });
  }

  /** That run may have begun before the change. */
  private static boolean runsElsewhere(Exchange ended) {
    return ended != null
        && CaravanException.in(ended.getException())
            .filter(failure -> failure.code() == ErrorCode.E701)
            .isPresent();
  }
}
