package io.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.spi.RestRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody comes in who may not, whatever the path looks like. */
class GateTest {

  private static final String PEOPLE = "/api/v1/people";
  private static final List<String> OPEN = List.of("/observe/health");

  @TempDir static Path folder;
  private static WebRig rig;
  private static Asker viewer;
  private static Asker runner;
  private static Asker admin;

  @BeforeAll
  static void start() throws Exception {
    rig =
        new WebRig(folder, Map.of("web.failures-per-minute", "0", "web.writes-per-minute", "600"));
    viewer = rig.asker.with(rig.token(Role.VIEW));
    runner = rig.asker.with(rig.token(Role.RUN));
    admin = rig.asker.with(rig.token(Role.ADMIN));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  /** A request that some route of the running process answers. */
  private record Way(String method, String path) {
    boolean reads() {
      return method.equals("GET");
    }
  }

  private static List<Way> liveRoutes() {
    List<Way> ways = new ArrayList<>();
    for (RestRegistry.RestService rest :
        rig.caravan.context().getRestRegistry().listAllRestServices()) {
      String path =
          rest.getBasePath() + (rest.getUriTemplate() == null ? "" : "/" + rest.getUriTemplate());
      ways.add(new Way(rest.getMethod().toUpperCase(java.util.Locale.ROOT), filled(path)));
    }
    PlatformHttpComponent http =
        rig.caravan.context().getComponent("platform-http", PlatformHttpComponent.class);
    http.getHttpEndpoints()
        .forEach(
            endpoint ->
                Arrays.stream(
                        (endpoint.getVerbs() == null ? "GET" : endpoint.getVerbs()).split(","))
                    .forEach(verb -> ways.add(new Way(verb, filled(endpoint.getUri())))));
    http.getHttpManagementEndpoints()
        .forEach(endpoint -> ways.add(new Way("GET", filled(endpoint.getUri()))));
    return ways.stream().distinct().toList();
  }

  private static String filled(String template) {
    return template.replaceAll("\\{[^}]+}", "x").replaceAll("//+", "/").replaceAll("\\*$", "");
  }

  @Test
  void everyRouteIsClosedToWhoHasNoTokenOrAWrongOne() throws Exception {
    assertThat(liveRoutes()).hasSizeGreaterThan(5).contains(new Way("DELETE", PEOPLE + "/x"));
    for (Way way : liveRoutes()) {
      boolean open = OPEN.contains(way.path());
      for (Asker stranger : List.of(rig.asker, rig.asker.with("caravan_wrong"))) {
        HttpResponse<String> answer = stranger.send(way.method(), way.path(), null);
        assertThat(answer.statusCode()).as(way.toString()).isEqualTo(open ? 200 : 401);
        if (!open) {
          assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
      }
    }
  }

  @Test
  void aViewerReadsAndAnAdminDoesEverything() throws Exception {
    for (Way way : liveRoutes()) {
      assertThat(viewer.send(way.method(), way.path(), null).statusCode())
          .as("viewer " + way)
          .satisfies(
              status -> {
                if (way.reads()) {
                  assertThat(status).isNotIn(401, 403);
                } else {
                  assertThat(status).isEqualTo(403);
                }
              });
      for (Asker who : List.of(runner, admin)) {
        assertThat(who.send(way.method(), way.path(), null).statusCode())
            .as(way.toString())
            .isNotIn(401, 403, 405);
      }
    }
  }

  @Test
  void noTrickWithThePathLeadsPastTheGate() throws Exception {
    for (String path :
        List.of(
            "//api/v1/people",
            "/api//v1/people",
            "/api/v1/./people",
            "/api/v1/../v1/people",
            "/x/../api/v1/people",
            "/observe/health/../../api/v1/people",
            "/observe/health/..;/..;/api/v1/people",
            "/observe/health;/../../api/v1/people",
            "/observe/health%2f..%2f..%2fapi/v1/people",
            "/observe/health/%2e%2e/%2e%2e/api/v1/people",
            "/observe/health\\..\\..\\api\\v1\\people",
            "/api/v1/people;x=y",
            "/api/v1/people%2f",
            "/api/v1/people%00",
            "/%61pi/v1/people",
            "/api/v1/%2e%2e/v1/people",
            "/API/V1/PEOPLE",
            "/api/v1/PEOPLE",
            "/api/v1/people/",
            "/api/v1/people?x=/observe/health",
            "/observe/health/",
            "/OBSERVE/HEALTH",
            "/observe/health/x",
            "/documentation/../observe/health",
            "http://127.0.0.1/api/v1/people",
            "/application.properties",
            "/.env")) {
      for (String method :
          List.of("GET", "POST", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND")) {
        assertThat(rig.asker.raw(method, path)).as(method + " " + path).isIn(400, 401);
      }
    }
    assertThat(rig.asker.raw("GET", PEOPLE, "X-Original-URL: /observe/health")).isEqualTo(401);
    assertThat(rig.asker.raw("GET", "/observe/health", "X-Rewrite-URL: " + PEOPLE)).isEqualTo(200);
    assertThat(viewer.raw("POST", PEOPLE, "X-HTTP-Method-Override: GET")).isEqualTo(403);
    assertThat(viewer.raw("GET", "/documentation/../application.properties")).isEqualTo(400);
    assertThat(viewer.raw("GET", "/documentation/application.properties")).isEqualTo(404);
    assertThat(viewer.raw("GET", "/application.properties")).isEqualTo(404);
  }

  @Test
  void anotherNameOfThisServerIsRefused() throws Exception {
    assertThat(viewer.raw("GET", PEOPLE, "Host: evil.example")).isEqualTo(421);
    assertThat(viewer.raw("GET", PEOPLE, "Host: localhost:" + rig.port)).isEqualTo(200);
    assertThat(viewer.raw("GET", PEOPLE, "Host: 127.0.0.1.evil.example")).isEqualTo(421);
  }

  @Test
  void aPageOfAnotherSiteChangesNothing() throws Exception {
    String[] form = {
      "Content-Type", "application/x-www-form-urlencoded", "Origin", "http://evil.example"
    };
    assertThat(admin.send("POST", PEOPLE, "username=x", form).statusCode()).isEqualTo(403);
    form[2] = "Sec-Fetch-Site";
    form[3] = "cross-site";
    assertThat(admin.send("POST", PEOPLE, "username=x", form).statusCode()).isEqualTo(403);
    form[2] = "Origin";
    form[3] = "http://127.0.0.1:" + rig.port;
    assertThat(admin.send("POST", PEOPLE, "username=", form).statusCode()).isEqualTo(400);
  }

  @Test
  void headersAndParametersOfCamelStayOutside() throws Exception {
    HttpResponse<String> answer =
        viewer.get(
            PEOPLE + "?CamelHttpResponseCode=599&camelJdbcParameters=x&%7Bodd%7D=1",
            "CamelHttpResponseCode",
            "599",
            "CamelJdbcParameters",
            "x",
            "X-Other",
            "y");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("camel"))
        .doesNotContain("x-other", "host", "username");
  }

  @Test
  void onlySmallBodiesOfKnownKindsAreRead() throws Exception {
    String large = "username=" + "x".repeat(70_000);
    assertThat(admin.form(PEOPLE, large).statusCode()).isEqualTo(413);
    assertThat(admin.send("POST", PEOPLE, "<x/>", "Content-Type", "text/xml").statusCode())
        .isEqualTo(415);
    assertThat(
            admin
                .send("POST", PEOPLE, "x", "Content-Type", "multipart/form-data; boundary=x")
                .statusCode())
        .isEqualTo(415);
    assertThat(admin.send("POST", PEOPLE, "x").statusCode()).isEqualTo(415);
    assertThat(admin.form(PEOPLE, "username=%zz").statusCode()).isEqualTo(400);
  }

  @Test
  void aPathThatIsUsedWronglyNamesItsMethods() throws Exception {
    HttpResponse<String> put = admin.send("PUT", PEOPLE, null);
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS, POST");
    assertThat(put.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(admin.send("POST", PEOPLE + "/x", null).headers().firstValue("Allow"))
        .hasValue("DELETE, GET, HEAD, OPTIONS");
    HttpResponse<String> options = viewer.send("OPTIONS", PEOPLE, null);
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(admin.get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    HttpResponse<String> get = viewer.get(PEOPLE + "?limit=1");
    HttpResponse<String> head = viewer.send("HEAD", PEOPLE + "?limit=1", null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .hasValue(String.valueOf(get.body().length()));
    assertThat(viewer.send("HEAD", PEOPLE + "/nobody", null).statusCode()).isEqualTo(404);
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    HttpResponse<String> answer;
    int tries = 0;
    do {
      answer = runner.send("POST", PEOPLE, null);
    } while (answer.statusCode() == 400 && ++tries < 500);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(viewer.get(PEOPLE).statusCode()).isEqualTo(200);
  }

  @Test
  void aBrowserIsAskedForTheTokenAsPassword() throws Exception {
    HttpResponse<String> page = rig.asker.get("/documentation/index.html", "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(page.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic ");

    String token = rig.token(Role.VIEW);
    String pair = java.util.Base64.getEncoder().encodeToString(("me:" + token).getBytes());
    // Known a second later at the latest; a process that has not seen it asks the database.
    long end = System.nanoTime() + 5_000_000_000L;
    int status;
    do {
      status =
          rig.asker.get("/documentation/index.html", "Authorization", "Basic " + pair).statusCode();
    } while (status == 401 && System.nanoTime() < end);
    assertThat(status).isEqualTo(200);
  }
}
