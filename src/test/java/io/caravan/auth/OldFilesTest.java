package io.caravan.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the older tool kept in plain text moves into the store, once. */
class OldFilesTest {

  @TempDir Path data;
  @TempDir Path old;

  private final TestClock clock = new TestClock();
  private final FakeProvider provider = new FakeProvider();

  @AfterEach
  void stop() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"_", "-"})
  void takesOverApplicationAndTokens(String separator) throws Exception {
    Files.writeString(
        old.resolve("config.json"),
        "{\"client_id\":\"old-client\",\"client_secret\":\"old-client-secret\",\"code\":\"x\",\"redirect_uri\":\"http://localhost:1/old\"}"
            .replace("client_", "client" + separator)
            .replace("redirect_", "redirect" + separator));
    Files.writeString(
        old.resolve("token.json"),
        "{\"access_token\":\"old-access-token\",\"refresh_token\":\"old-refresh-token\",\"expires_in\":3599,\"api_domain\":\"https://api.acme.example\"}"
            .replace("_token", separator + "token"));
    provider.accept("old-refresh-token");
    LoginRig rig =
        new LoginRig(data, provider, clock, Map.of("acme.client-id", "", "acme.client-secret", ""));

    List<String> messages = new OldFiles(rig.tokens).importFrom(old, "acme");

    assertThat(messages).hasSize(3);
    assertThat(messages.get(0)).contains("config.json").endsWith("delete it");
    assertThat(messages.get(1)).contains("acme.redirect-uri").contains("http://localhost:1/old");
    assertThat(messages.get(2)).contains("token.json").endsWith("delete it");
    assertThat(messages.toString())
        .doesNotContain("old-client-secret", "old-access", "old-refresh");
    assertThat(rig.store.get("acme.client-secret")).hasValue("old-client-secret");
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
    assertThat(new OldFiles(rig.tokens).importFrom(old, "acme")).isEmpty();
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
  }

  @Test
  void findsNothingInAnEmptyFolder() {
    LoginRig rig = new LoginRig(data, provider, clock);

    assertThat(new OldFiles(rig.tokens).importFrom(old, "acme")).isEmpty();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void doesNotQuoteAFileItCannotRead() throws Exception {
    Files.writeString(old.resolve("token.json"), "{\"access_token\":\"old-access-token\", oops");
    LoginRig rig = new LoginRig(data, provider, clock);

    assertThatThrownBy(() -> new OldFiles(rig.tokens).importFrom(old, "acme"))
        .hasMessageStartingWith("E314")
        .hasMessageNotContaining("old-access-token");
  }
}
