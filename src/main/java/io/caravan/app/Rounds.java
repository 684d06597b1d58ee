package io.caravan.app;

import static java.util.stream.Collectors.joining;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a round runs, and how long the pause after it is. The order of things stands in {@code
 * routes/pipelines/round.camel.yaml}.
 *
 * @param listed every pipeline that may take part, in its order
 * @param pipelines the enabled ones of them
 * @param pause from the end of a round to the begin of the next
 * @param refused what the settings say in place of a pause, when it is no number above 0; else null
 * @param select what dbt builds after all of them
 */
public record Rounds(
    List<String> listed, List<String> pipelines, Duration pause, String refused, String select) {

  /** The route that is a round. */
  public static final String ROUTE = "round";

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final int DEFAULT_SECONDS = 300;

  /** What the settings say: {@code rounds.pipelines} in their order, less those not enabled. */
  public static Rounds of(Settings settings) {
    List<String> listed =
        Arrays.stream(settings.get("rounds.pipelines", "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    List<String> enabled =
        listed.stream().filter(name -> settings.getBoolean(name + ".enabled", false)).toList();
    String seconds = settings.get("pipeline.interval-seconds", "").strip();
    boolean usable = seconds.matches("0*[1-9]\\d{0,8}");
    return new Rounds(
        listed,
        enabled,
        Duration.ofSeconds(usable ? Long.parseLong(seconds) : DEFAULT_SECONDS),
        usable ? null : seconds,
        settings.find("rounds.dbt-select").orElseGet(() -> builtOn(enabled)));
  }

  /** Whether there is anything to run. */
  public boolean enabled() {
    return !pipelines.isEmpty();
  }

  /** Fails when nothing is enabled, or something that the project does not have. */
  public void check(CamelContext context) {
    if (!enabled()) {
      throw CaravanException.of(ErrorCode.E101, "No pipeline takes part in rounds")
          .where("rounds.pipelines = " + String.join(", ", listed))
          .why("none of them is enabled")
          .fix(
              listed.stream().map(name -> name + ".enabled = true").collect(joining(", or "))
                  + " in application.properties")
          .build();
    }
    pipelines.forEach(name -> Names.require(context, name));
  }

  /** For the placeholders of the route file. */
  Map<String, String> placeholders(boolean serving) {
    if (serving && refused != null) {
      LOG.warn(
          "pipeline.interval-seconds is '{}', which is no number above 0: {} s are waited between two rounds",
          refused,
          pause.toSeconds());
    }
    return Map.of(
        "caravan.rounds", String.valueOf(serving && enabled()),
        "caravan.round-pause", String.valueOf(pause.toMillis()),
        "caravan.round-select", select);
  }

  /** All models that stand on what the pipelines load, by the names of their dbt sources. */
  private static String builtOn(List<String> pipelines) {
    return pipelines.stream().map(name -> "source:" + name + "+").collect(joining(" "));
  }
}
