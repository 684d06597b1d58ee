package io.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that begin with a signed request. */
class HooksTest {

  private static final String SECRET = "It's a Secret to Everybody";
  private static final String BODY = "{\"ref\":\"refs/heads/main\"}";
  private static final String HOOK = "/hooks/hooked";

  @TempDir static Path folder;
  private static WebRig rig;

  @BeforeAll
  static void start() throws Exception {
    Path routes = Files.createDirectories(folder.resolve("routes"));
    for (String name : new String[] {"hooked", "other"}) {
      Files.writeString(
          routes.resolve(name + ".camel.yaml"),
          """
          # Work for the test.
          - route:
              id: %1$s
              group: pipeline
              description: Work
              from:
                uri: direct:%1$s
                steps:
                  - bean: { beanType: io.caravan.web.HookedWork, method: work }
          """
              .formatted(name));
    }
    rig =
        new WebRig(
            folder,
            Map.of(
                "hooks.pipelines", "hooked",
                "hooks.token", SECRET,
                "web.failures-per-minute", "0"));
    // From now on whoever brings no credential is a stranger.
    rig.token(Role.VIEW);
  }

  @AfterAll
  static void stop() {
    HookedWork.MAY_END.release(10);
    rig.close();
  }

  private static String signature(String secret, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpResponse<String> post(String path, String signature, String... more)
      throws Exception {
    String[] headers = new String[4 + more.length];
    headers[0] = "Content-Type";
    headers[1] = "application/json";
    headers[2] = SignedHooks.SIGNATURE;
    headers[3] = signature;
    System.arraycopy(more, 0, headers, 4, more.length);
    return rig.asker.send("POST", path, BODY, headers);
  }

  @Test
  void signaturesAreThoseThatGitHubShowsInItsDocumentation() {
    Settings settings =
        Settings.load(folder, Map.of("hooks.pipelines", "hooked", "hooks.token", SECRET), Map.of());

    assertThat(
            SignedHooks.of(settings)
                .fit(
                    "Hello, World!".getBytes(StandardCharsets.UTF_8),
                    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"))
        .isTrue();
  }

  @Test
  void changesDuringARunAreOneRunMoreAndEachIsInTheRecord() throws Exception {
    String signed = signature(SECRET, BODY);

    assertThat(post(HOOK, signed).statusCode()).isEqualTo(202);
    assertThat(HookedWork.BEGUN.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
    for (int i = 0; i < 5; i++) {
      HttpResponse<String> answer = post(HOOK, signed);
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).contains("follows");
    }
    assertThat(HookedWork.BEGUN).isEmpty();
    HookedWork.MAY_END.release();
    assertThat(HookedWork.BEGUN.poll(20, TimeUnit.SECONDS)).isEqualTo(2);

    assertThat(
            rig.value(
                "select string_agg(state, ' ' order by started_at) from caravan.runs"
                    + " where pipeline = 'hooked' and trigger = 'webhook'"))
        .isEqualTo("succeeded running");
    HookedWork.MAY_END.release();
  }

  @Test
  void nothingBeginsWithoutTheRightSignatureOfThisBody() throws Exception {
    for (String wrong :
        new String[] {
          "", "sha256=", signature("another", BODY), signature(SECRET, BODY + " "), "sha1=0"
        }) {
      assertThat(post(HOOK, wrong).statusCode()).as(wrong).isEqualTo(401);
    }
    assertThat(rig.asker.send("POST", HOOK, null).statusCode()).isEqualTo(401);
    assertThat(rig.asker.get(HOOK).statusCode()).isEqualTo(401);
    assertThat(HookedWork.BEGUN).isEmpty();
  }

  @Test
  void otherPipelinesAreClosedHoweverTheRequestIsSigned() throws Exception {
    assertThat(post("/hooks/other", signature(SECRET, BODY)).statusCode()).isEqualTo(401);
    assertThat(post("/hooks/hooked/", signature(SECRET, BODY)).statusCode()).isEqualTo(401);
  }

  @Test
  void aPingBeginsNothing() throws Exception {
    assertThat(post(HOOK, signature(SECRET, BODY), "X-GitHub-Event", "ping").statusCode())
        .isEqualTo(200);
    assertThat(HookedWork.BEGUN).isEmpty();
  }

  @Test
  void withoutATokenNobodyCouldTellWhoAsks() {
    Settings settings = Settings.load(folder, Map.of("hooks.pipelines", "hooked"), Map.of());

    assertThatThrownBy(() -> SignedHooks.of(settings))
        .isInstanceOfSatisfying(
            CaravanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.E101))
        .hasMessageContaining("token");
  }
}
