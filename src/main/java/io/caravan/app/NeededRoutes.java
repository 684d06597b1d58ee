package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.web.SignedHooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.DefaultExchange;

/**
 * Which routes of the project this process can come to: what it is to run or starts by itself, and
 * what those call. The others are not built; whoever has twenty sources would otherwise wait for
 * all of them with each command, and for those that are switched off.
 */
final class NeededRoutes {

  private static final String DIRECT = "direct:";
  private static final Pattern CALLS = Pattern.compile("direct:([^?\\s\"',;)]+)");

  /** The route of a kamelet listens at {@code direct:<stream>}, with the stream it is used with. */
  private static final Pattern STREAM = Pattern.compile("^kamelet:.*[?&]stream=([^&]+)");

  private final CamelContext context;
  private final Model model;
  private final Settings settings;
  private final List<RouteDefinition> all;
  private final Map<String, RouteDefinition> callable = new HashMap<>();

  NeededRoutes(CamelContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
    model = context.getCamelContextExtension().getContextPlugin(Model.class);
    all = List.copyOf(model.getRouteDefinitions());
    all.forEach(route -> nameOf(route).ifPresent(name -> callable.put(name, route)));
  }

  /** Leaves what running one thing needs; everything, when nothing has this name. */
  void keepFor(String name) throws Exception {
    if (callable.containsKey(name)) {
      keep(List.of(callable.get(name)));
    }
  }

  /** Leaves what begins by itself - at a time, or with a request - and what that needs. */
  void keepTriggered() throws Exception {
    keep(
        Stream.concat(
                all.stream().filter(this::beginsByItself),
                SignedHooks.of(settings).pipelines().stream().map(this::hooked))
            .toList());
  }

  private RouteDefinition hooked(String pipeline) {
    RouteDefinition route = callable.get(pipeline);
    if (route == null) {
      throw CaravanException.of(ErrorCode.E104, "There is no pipeline called " + pipeline)
          .where("hooks.pipelines")
          .why("no route begins at direct:" + pipeline)
          .fix("./caravan status")
          .build();
    }
    return route;
  }

  private void keep(Collection<RouteDefinition> wanted) throws Exception {
    Set<RouteDefinition> needed = new HashSet<>(wanted);
    Deque<RouteDefinition> open = new ArrayDeque<>(wanted);
    List<String> called = calledByAll();
    while (true) {
      for (String name : called) {
        if (name.contains("${")) {
          // Nobody can tell where that goes.
          return;
        }
        RouteDefinition route = callable.get(name);
        if (route != null && needed.add(route)) {
          open.add(route);
        }
      }
      if (open.isEmpty()) {
        break;
      }
      called = calledBy(open.pop());
    }
    for (RouteDefinition route : all) {
      if (!needed.contains(route)) {
        model.removeRouteDefinition(route);
      }
    }
  }

  private Optional<String> nameOf(RouteDefinition route) {
    String from = context.resolvePropertyPlaceholders(route.getInput().getEndpointUri());
    Matcher stream = STREAM.matcher(from);
    if (stream.find()) {
      return Optional.of(stream.group(1));
    }
    return from.startsWith(DIRECT)
        ? Optional.of(from.substring(DIRECT.length()))
        : Optional.empty();
  }

  private boolean beginsByItself(RouteDefinition route) {
    String from = route.getInput().getEndpointUri();
    String auto = route.getAutoStartup();
    return !from.startsWith(DIRECT)
        && !from.startsWith("kamelet:")
        && (auto == null || Boolean.parseBoolean(context.resolvePropertyPlaceholders(auto)))
        && isIncluded(route.getPrecondition());
  }

  /** Camel judges it when it builds the routes, which is too late here. */
  private boolean isIncluded(String precondition) {
    return precondition == null
        || context
            .resolveLanguage("simple")
            .createPredicate(context.resolvePropertyPlaceholders(precondition))
            .matches(new DefaultExchange(context));
  }

  private List<String> calledBy(RouteDefinition route) {
    if (route == callable.get(Rounds.ROUTE)) {
      // It goes through a list, and the list is known.
      return Rounds.of(settings).pipelines();
    }
    return calledBy(route.getOutputs());
  }

  private List<String> calledBy(List<ProcessorDefinition<?>> steps) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(steps, ProcessorDefinition.class).stream()
        .map(NeededRoutes::text)
        .filter(Objects::nonNull)
        .map(context::resolvePropertyPlaceholders)
        .flatMap(NeededRoutes::names)
        .toList();
  }

  /** What of a step may name a route. */
  private static String text(ProcessorDefinition<?> step) {
    if (step instanceof ToDynamicDefinition to) {
      return to.getUri();
    }
    if (step instanceof EndpointRequiredDefinition to) {
      return to.getEndpointUri();
    }
    return step instanceof ExpressionNode node && node.getExpression() != null
        ? node.getExpression().getExpression()
        : null;
  }

  private static Stream<String> names(String text) {
    return CALLS.matcher(text).results().map(found -> found.group(1));
  }

  /** What kamelets call, and what is called when something fails: any route may come to these. */
  private List<String> calledByAll() {
    Stream<String> byKamelets = Stream.empty();
    Path kamelets = settings.project().resolve("routes/kamelets");
    if (Files.isDirectory(kamelets)) {
      try (Stream<Path> files = Files.list(kamelets)) {
        byKamelets = files.toList().stream().map(NeededRoutes::read).flatMap(NeededRoutes::names);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Stream.concat(
            // What stands in a kamelet in place of a name is known where it is used.
            byKamelets.filter(name -> !name.contains("{") && !name.contains("<")),
            model.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getOnExceptions)
                .flatMap(List::stream)
                .flatMap(failure -> calledBy(failure.getOutputs()).stream()))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
