package io.caravan.app;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What of a project can be run, and what somebody may have meant. */
public final class Names {

  private Names() {}

  /** The pipelines, then the streams and steps, each sorted. */
  public static List<String> runnable(CamelContext context) {
    return of(context, "pipeline", "stream", "step");
  }

  /** The streams. */
  public static List<String> streams(CamelContext context) {
    return of(context, "stream").stream().sorted().toList();
  }

  private static List<String> of(CamelContext context, String... groups) {
    return Stream.of(groups)
        .flatMap(
            group -> context.getRoutes().stream().filter(route -> group.equals(route.getGroup())))
        .map(Route::getEndpoint)
        .map(endpoint -> endpoint.getEndpointUri())
        .filter(uri -> uri.startsWith("direct://"))
        .map(uri -> uri.substring("direct://".length()))
        .distinct()
        .toList();
  }

  /** Fails when nothing can be run by this name. */
  static void require(CamelContext context, String name) {
    String uri = "direct://" + name;
    if (context.getRoutes().stream()
        .noneMatch(route -> route.getEndpoint().getEndpointUri().equals(uri))) {
      throw unknown(context, name);
    }
  }

  /** The failure for a name that nothing has, with the three nearest. */
  private static CaravanException unknown(CamelContext context, String name) {
    List<String> all = runnable(context);
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        String.join(
            ", ",
            all.stream()
                .sorted(Comparator.comparingInt(known -> distance.apply(known, name)))
                .limit(3)
                .toList());
    return CaravanException.of(ErrorCode.E104, "There is no pipeline or stream called " + name)
        .where("routes/")
        .why(all.isEmpty() ? "the project has no routes" : "nearest: " + nearest)
        .fix(
            all.isEmpty()
                ? "Add a file to routes/pipelines"
                : "./caravan run " + nearest.split(", ")[0],
            "./caravan status")
        .build();
  }
}
