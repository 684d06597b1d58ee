package io.caravan.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Comes last: nothing answered. Tells a path that does not exist from one that is used wrongly. */
final class NoSuchPath implements Handler<RoutingContext> {

  private final Router router;

  NoSuchPath(Router router) {
    this.router = router;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Set<String> allowed = methods(ctx.normalizedPath());
    if (allowed.isEmpty()) {
      Refusals.answer(ctx, 404, "there is nothing at this path");
      return;
    }
    allowed.add(HttpMethod.OPTIONS.name());
    ctx.response().putHeader("Allow", String.join(", ", allowed));
    if (ctx.request().method().equals(HttpMethod.OPTIONS)) {
      ctx.response().setStatusCode(204).end();
    } else {
      Refusals.answer(
          ctx, 405, "this path takes " + String.join(", ", allowed) + " and nothing else");
    }
  }

  private Set<String> methods(String path) {
    return router.getRoutes().stream()
        .filter(route -> route.methods() != null && matches(route, path))
        .flatMap(route -> route.methods().stream())
        .map(HttpMethod::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@code :name} is any part of a path; what ends in a star is the begin of one. */
  private static boolean matches(Route route, String path) {
    String pattern = route.getPath();
    if (pattern == null) {
      return false;
    }
    if (pattern.endsWith("*")) {
      return path.startsWith(pattern.substring(0, pattern.length() - 1));
    }
    String[] wanted = pattern.split("/");
    String[] given = path.split("/");
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].startsWith(":") && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }
}
