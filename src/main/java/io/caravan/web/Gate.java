package io.caravan.web;

import io.caravan.config.Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Every request comes through here before any route sees it, whatever its path: nothing but the
 * health of the process is told to somebody who brings no credential. While no token was ever made,
 * whoever sits at this machine needs none.
 */
public final class Gate extends ServiceSupport {

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Pattern BODY_TYPES =
      Pattern.compile("(?i)application/(?:json|x-www-form-urlencoded)\\s*(?:;.*)?");
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final CamelContext context;
  private final Addresses addresses;
  private final SignedHooks hooks;
  private final Credentials credentials;
  private final RateLimit reads;
  private final RateLimit writes;
  private final RateLimit failures;

  private Gate(CamelContext context, Settings settings, DataSource warehouse) {
    this.context = context;
    addresses = new Addresses(settings);
    hooks = SignedHooks.of(settings);
    credentials = new Credentials(new ApiTokens(warehouse));
    reads = new RateLimit(settings.getInt("web.reads-per-minute", 6000), System::nanoTime);
    writes = new RateLimit(settings.getInt("web.writes-per-minute", 600), System::nanoTime);
    failures = new RateLimit(settings.getInt("web.failures-per-minute", 60), System::nanoTime);
  }

  /** Stands before the servers of a context, as soon as they start; routes come later. */
  public static void guard(CamelContext context, Settings settings, DataSource warehouse)
      throws Exception {
    Gate gate = new Gate(context, settings, warehouse);
    PlatformHttpComponent component =
        context.getComponent("platform-http", PlatformHttpComponent.class);
    component.setHeaderFilterStrategy(new RequestHeaders());
    // What kinds of bodies there are is judged here, where a request without one is fine.
    component.setServerRequestValidation(false);
    // Services start in the order in which they were added, and the servers were.
    context.addService(gate, true, true);
  }

  @Override
  protected void doStart() {
    for (VertxPlatformHttpRouter router : routers(context)) {
      router.route().order(Integer.MIN_VALUE).handler(this::check).failureHandler(Refusals::failed);
      router.route().order(Integer.MAX_VALUE).handler(new NoSuchPath(router));
    }
  }

  /** Lets HEAD ask for whatever GET answers. The routes have to be there. */
  public static void answerHead(CamelContext context) {
    for (VertxPlatformHttpRouter router : routers(context)) {
      router.getRoutes().stream()
          .filter(route -> route.methods() != null && route.methods().contains(HttpMethod.GET))
          .forEach(route -> route.method(HttpMethod.HEAD));
    }
  }

  private static Set<VertxPlatformHttpRouter> routers(CamelContext context) {
    return context.getRegistry().findByType(VertxPlatformHttpRouter.class);
  }

  private void check(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    ctx.response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("Cache-Control", "no-cache");
    if (!addresses.allows(request)) {
      Refusals.answer(ctx, 421, "this server does not go by that name: see web.allowed-hosts");
    } else if (Paths.ambiguous(request.path())) {
      Refusals.answer(ctx, 400, "a path like that is not answered");
    } else if (Paths.open(request.path())) {
      letIn(ctx);
    } else if (hooks.leadTo(request.path())) {
      signed(ctx);
    } else if (credentials.fresh()) {
      decide(ctx);
    } else {
      request.pause();
      ctx.vertx()
          .executeBlocking(
              () -> {
                credentials.refreshOnce();
                return null;
              },
              false)
          .onSuccess(done -> decide(ctx))
          .onFailure(e -> Refusals.answer(ctx, 503, "the database does not answer"));
    }
  }

  private void decide(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    boolean reading = READING.contains(request.method());
    if (!reading && isOfAnotherPage(request)) {
      Refusals.answer(ctx, 403, "a page of another site may not change anything here");
      return;
    }
    Optional<ApiToken> token = credentials.of(request.getHeader("Authorization"));
    if (token.isPresent()) {
      if (token.get().role().mayDoWhat(reading ? Role.VIEW : Role.RUN)) {
        count(ctx, "token " + token.get().id(), reading);
      } else {
        Refusals.answer(ctx, 403, "this token may look at things, and not change them");
      }
    } else if (!credentials.required() && addresses.isLocal(request)) {
      count(ctx, "this machine", reading);
    } else {
      challenge(ctx);
    }
  }

  /** Whether the signature is right can be told once the body is there: the route does that. */
  private void signed(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (HttpMethod.POST.equals(request.method())
        && request.headers().contains(SignedHooks.SIGNATURE)) {
      count(ctx, "hooks of " + request.remoteAddress().hostAddress(), false);
    } else {
      challenge(ctx);
    }
  }

  /** Browsers say where a request begins; programs say nothing. */
  private static boolean isOfAnotherPage(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin != null) {
      return !origin
          .replaceFirst("^https?://", "")
          .equalsIgnoreCase(String.valueOf(request.authority()));
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private void challenge(RoutingContext ctx) {
    long wait = failures.take(String.valueOf(ctx.request().remoteAddress().hostAddress()));
    if (wait > 0) {
      tooMany(ctx, wait);
      return;
    }
    String accept = ctx.request().getHeader("Accept");
    ctx.response()
        .putHeader(
            "WWW-Authenticate",
            accept != null && accept.contains("text/html")
                ? "Basic realm=\"Caravan: any name, a token as password\", charset=\"UTF-8\""
                : "Bearer realm=\"Caravan\"");
    Refusals.answer(
        ctx, 401, "a token is needed: ./caravan api-token create --role view, then as bearer");
  }

  private void count(RoutingContext ctx, String caller, boolean reading) {
    long wait = (reading ? reads : writes).take(caller);
    if (wait > 0) {
      tooMany(ctx, wait);
    } else if (!reading && hasUnknownBody(ctx.request())) {
      Refusals.answer(ctx, 415, "a body is application/json or application/x-www-form-urlencoded");
    } else {
      letIn(ctx);
    }
  }

  private static void tooMany(RoutingContext ctx, long wait) {
    ctx.response().putHeader("Retry-After", String.valueOf(wait));
    Refusals.answer(ctx, 429, "too many requests; the next one in " + wait + " s");
  }

  private static boolean hasUnknownBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    boolean body =
        request.headers().contains("Transfer-Encoding") || (length != null && !length.equals("0"));
    String type = request.getHeader("Content-Type");
    return body && (type == null || !BODY_TYPES.matcher(type.strip()).matches());
  }

  private static void letIn(RoutingContext ctx) {
    RequestHeaders.clean(ctx.request().headers());
    ctx.next();
  }
}
