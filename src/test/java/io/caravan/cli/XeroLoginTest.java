package io.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.sandbox.Sandbox;
import io.caravan.sandbox.XeroSandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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

/** A login to Xero as a person makes it, with the settings of the project as it is delivered. */
class XeroLoginTest {

  @TempDir Path project;

  private final InputStream stdin = System.in;
  private Sandbox sandbox;

  @BeforeEach
  void writeProject() throws IOException {
    sandbox = Sandbox.start(0);
    String ours =
        Files.readString(Path.of("application.properties"))
            .replace("https://login.xero.com", sandbox.address() + "")
            .replace("https://identity.xero.com", sandbox.address() + "")
            .replace("https://api.xero.com", sandbox.address() + "")
            .replace("xero.client-id =", "xero.client-id = " + XeroSandbox.CLIENT_ID);
    Files.writeString(project.resolve("application.properties"), ours);
    give(XeroSandbox.CLIENT_SECRET);
    assertThat(type("secret", "set", "xero.client-secret").code()).isZero();
  }

  @AfterEach
  void stop() {
    System.setIn(stdin);
    sandbox.close();
  }

  private static void give(String line) {
    System.setIn(new ByteArrayInputStream((line + "\n").getBytes(UTF_8)));
  }

  private Typed type(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("-p", project.toString()));
    return Typed.in(all.toArray(String[]::new));
  }

  /** What the browser ends at when its person agrees to these rights. */
  private String code(String scope) throws Exception {
    String address =
        sandbox.address()
            + "/identity/connect/authorize?client_id="
            + XeroSandbox.CLIENT_ID
            + "&redirect_uri=http%3A%2F%2Flocalhost%3A8765%2Fcallback&scope="
            + scope.replace(" ", "%20");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.discarding())
        .headers()
        .firstValue("location")
        .orElseThrow()
        .replaceAll(".*code=([^&]+).*", "$1");
  }

  @Test
  void aPastedCodeLogsInAndTheRefreshTokenIsKept() throws Exception {
    assertThat(type("auth", "status", "xero").code()).isEqualTo(77);
    give(code("offline_access accounting.invoices.read"));

    Typed login = type("auth", "login", "xero", "--paste");

    assertThat(login.code()).as(login.err()).isZero();
    assertThat(login.err())
        .contains("/identity/connect/authorize?response_type=code")
        .contains("scope=offline_access%20accounting.invoices.read%20");
    Typed status = type("auth", "status", "xero");
    assertThat(status.code()).as(status.out()).isZero();
    assertThat(status.out() + login.out()).doesNotContain("sandbox-xero-refresh");
  }
}
