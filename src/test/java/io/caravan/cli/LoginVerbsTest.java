package io.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs about logins and secrets, against the sandbox. No secret is ever printed. */
class LoginVerbsTest {

  private static final String BACK = "http://127.0.0.1:9/callback";

  @TempDir Path project;

  private final InputStream stdin = System.in;
  private Sandbox sandbox;

  @BeforeEach
  void writeProject() throws IOException {
    sandbox = Sandbox.start(0);
    Files.writeString(
        project.resolve("application.properties"),
        """
        pipedrive.client-id = %s
        pipedrive.redirect-uri = %s
        pipedrive.authorize-url = %s
        pipedrive.token-url = %s
        pipedrive.base-url = %s
        pipedrive.allowed-hosts = 127.0.0.1
        """
            .formatted(
                PipedriveSandbox.CLIENT_ID,
                BACK,
                at("/oauth/authorize"),
                at("/oauth/token"),
                sandbox.address()));
    give(PipedriveSandbox.CLIENT_SECRET);
    assertThat(type("secret", "set", "pipedrive.client-secret").code()).isZero();
  }

  @AfterEach
  void stop() {
    System.setIn(stdin);
    sandbox.close();
  }

  private String at(String path) {
    return sandbox.address().resolve(path).toString();
  }

  private static void give(String line) {
    System.setIn(new ByteArrayInputStream((line + "\n").getBytes(UTF_8)));
  }

  private Typed type(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("-p", project.toString()));
    return Typed.in(all.toArray(String[]::new));
  }

  /** What the browser ends at when its person agrees. */
  private String code() throws Exception {
    String address =
        at("/oauth/authorize?client_id=")
            + PipedriveSandbox.CLIENT_ID
            + "&redirect_uri="
            + URLEncoder.encode(BACK, UTF_8);
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.discarding());
    return answer
        .headers()
        .firstValue("location")
        .orElseThrow()
        .replaceAll(".*code=([^&]+).*", "$1");
  }

  @Test
  void aSecretIsStoredListedByNameOnlyAndDeleted() {
    Typed list = type("secret", "list");
    assertThat(list.out()).contains("pipedrive.client-secret");
    assertThat(list.out() + list.err()).doesNotContain(PipedriveSandbox.CLIENT_SECRET);

    assertThat(type("secret", "delete", "pipedrive.client-secret", "--yes").code()).isZero();
    assertThat(type("secret", "list").out()).doesNotContain("pipedrive.client-secret");
  }

  @Test
  void aPastedCodeLogsInStatusShowsNoTokenAndLogoutForgets() throws Exception {
    assertThat(type("auth", "status").code()).isEqualTo(77);
    give(code());
    Typed login = type("auth", "login", "pipedrive", "--paste");
    assertThat(login.code()).as(login.err()).isZero();

    Typed status = type("auth", "status");
    assertThat(status.code()).isZero();
    assertThat(status.out()).contains("pipedrive");
    assertThat(type("auth", "logout", "pipedrive", "--yes").code()).isZero();
    assertThat(type("auth", "status").code()).isEqualTo(77);
  }

  @Test
  void theWordsOfTheEarlierProgramFetchRefreshAndMask() throws Exception {
    give(code());
    Typed fetch = type("pipedrive", "fetch_token");
    assertThat(fetch.code()).as(fetch.err()).isZero();
    assertThat(type("pipedrive", "refresh-token").code()).isZero();

    Typed shown = type("pipedrive", "show-auth");
    assertThat(shown.out()).contains("access-token").contains("***");
    assertThat(shown.out()).doesNotContain(PipedriveSandbox.CLIENT_SECRET);
    give("some-new-api-token-0123456789");
    assertThat(type("pipedrive", "set_auth", "token").code()).isZero();
    assertThat(type("pipedrive", "show-auth", "token").out())
        .contains("characters")
        .doesNotContain("some-new-api-token");
  }
}
