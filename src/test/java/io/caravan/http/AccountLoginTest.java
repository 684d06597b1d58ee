package io.caravan.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.auth.SecretStore;
import io.caravan.auth.Secrets;
import io.caravan.auth.Tokens;
import io.caravan.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins can be told apart, and none is given away. */
class AccountLoginTest {

  private static final String TOKEN = "token-of-a-person-1234";

  @TempDir Path folder;

  @Test
  void oneTokenIsOneLoginAndAnotherTokenOrAddressIsAnother() {
    String login = login("http://127.0.0.1:1", TOKEN);

    assertThat(login("http://127.0.0.1:1", TOKEN)).isEqualTo(login);
    assertThat(login("http://127.0.0.1:1", TOKEN + "5")).isNotEqualTo(login);
    assertThat(login("http://127.0.0.1:2", TOKEN)).isNotEqualTo(login);
  }

  @Test
  void theTokenCannotBeReadFromIt() {
    assertThat(login("http://127.0.0.1:1", TOKEN))
        .startsWith("http://127.0.0.1:1#")
        .doesNotContain(TOKEN)
        .hasSize("http://127.0.0.1:1#".length() + 16);
  }

  private String login(String address, String token) {
    Settings settings =
        Settings.load(
            folder,
            Map.of("acme.base-url", address, "acme.token", token, "caravan.data-dir", "data"),
            Map.of());
    Tokens tokens = new Tokens(settings, new Secrets(settings, new SecretStore(settings)));
    return new HttpAccounts(settings, tokens).login("acme", "api-token");
  }
}
