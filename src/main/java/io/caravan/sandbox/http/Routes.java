package io.caravan.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which call does what. {@code {id}} in a path stands for a number.
 *
 * @param <T> what is known of a call besides its handler, for example its price
 */
public final class Routes<T> {

  /** Answers a call; {@code id} is the number in its path, null when there is none. */
  @FunctionalInterface
  public interface Handler {
    Reply answer(Request request, Long id);
  }

  /** A call that was found, ready to be answered. */
  public record Match<T>(T about, Handler handler, Long id) {
    public Reply answer(Request request) {
      return handler.answer(request, id);
    }
  }

  private record Route<T>(String method, Pattern path, T about, Handler handler) {}

  private final List<Route<T>> routes = new ArrayList<>();

  public Routes<T> add(String method, String path, T about, Handler handler) {
    Pattern pattern = Pattern.compile(path.replace("{id}", "(\\d{1,18})"));
    routes.add(new Route<>(method, pattern, about, handler));
    return this;
  }

  /** The call of this method and path. */
  public Optional<Match<T>> find(String method, String path) {
    for (Route<T> route : routes) {
      Matcher matcher = route.path().matcher(path);
      if (route.method().equals(method) && matcher.matches()) {
        Long id = matcher.groupCount() == 0 ? null : Long.valueOf(matcher.group(1));
        return Optional.of(new Match<>(route.about(), route.handler(), id));
      }
    }
    return Optional.empty();
  }

  /** Whether the path is known, whatever the method. */
  public boolean knows(String path) {
    return routes.stream().anyMatch(route -> route.path().matcher(path).matches());
  }
}
