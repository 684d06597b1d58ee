package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which call does what. {@code {name}} in a path stands for one part of it; the first call that
 * fits gets it.
 */
final class Router {

  /** Answers a call. */
  @FunctionalInterface
  interface Handler {
    Reply answer(Call call);
  }

  /** A call with the one who answers it. */
  record Match(Call call, Handler handler) {
    Reply answer() {
      return handler.answer(call);
    }
  }

  private record Route(String method, Pattern path, List<String> names, Handler handler) {}

  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  private final List<Route> routes = new ArrayList<>();

  Router add(String method, String path, Handler handler) {
    List<String> names = NAME.matcher(path).results().map(found -> found.group(1)).toList();
    Pattern pattern = Pattern.compile(NAME.matcher(path).replaceAll("([^/]+)"));
    routes.add(new Route(method, pattern, names, handler));
    return this;
  }

  /**
   * The call of this request.
   *
   * @param path below the address of the API
   */
  Optional<Match> find(Request request, String path) {
    for (Route route : routes) {
      Matcher matcher = route.path().matcher(path);
      if (route.method().equals(request.method()) && matcher.matches()) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String name : route.names()) {
          parts.put(name, matcher.group(parts.size() + 1));
        }
        return Optional.of(new Match(new Call(request, path, parts), route.handler()));
      }
    }
    return Optional.empty();
  }
}
