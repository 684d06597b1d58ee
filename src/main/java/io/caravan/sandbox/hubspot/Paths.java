package io.caravan.sandbox.hubspot;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which call does what. A name in braces stands for one part of the path. */
final class Paths {

  /** Answers a call, given the parts of its path by name. */
  @FunctionalInterface
  interface Handler {
    Reply answer(Request request, Map<String, String> parts);
  }

  /**
   * A call that was found.
   *
   * @param scope what the caller has to be granted
   * @param search whether the limit of searches holds in place of the ordinary one
   */
  record Match(Handler handler, Map<String, String> parts, String scope, boolean search) {
    Reply answer(Request request) {
      return handler.answer(request, parts);
    }
  }

  private record Path(
      String method,
      Pattern pattern,
      List<String> names,
      Function<Map<String, String>, String> scope,
      Handler handler) {}

  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  private final List<Path> all = new ArrayList<>();

  /** Adds a call whose scope is always the same. */
  Paths add(String method, String template, String scope, Handler handler) {
    return add(method, template, parts -> scope, handler);
  }

  /** Adds a call whose scope depends on the parts of its path. */
  Paths add(
      String method,
      String template,
      Function<Map<String, String>, String> scope,
      Handler handler) {
    List<String> names = NAME.matcher(template).results().map(found -> found.group(1)).toList();
    // The documentation has no slash at the end, the vendor's own client has one in places.
    Pattern pattern = Pattern.compile(NAME.matcher(template).replaceAll("([^/]+)") + "/?");
    all.add(new Path(method, pattern, names, scope, handler));
    return this;
  }

  Optional<Match> find(Request request) {
    for (Path path : all) {
      Matcher matcher = path.pattern.matcher(request.path());
      if (path.method.equals(request.method()) && matcher.matches()) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < path.names.size(); i++) {
          parts.put(path.names.get(i), matcher.group(i + 1));
        }
        boolean search = request.path().endsWith("/search");
        return Optional.of(new Match(path.handler, parts, path.scope.apply(parts), search));
      }
    }
    return Optional.empty();
  }

  /** Whether the path is known, whatever the method. */
  boolean knows(String path) {
    return all.stream().anyMatch(known -> known.pattern.matcher(path).matches());
  }
}
