package io.caravan.auth;

import io.caravan.config.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One process as the token store sees it: settings, store, tokens over a folder. */
final class LoginRig {

  final Settings settings;
  final SecretStore store;
  final Tokens tokens;
  final Logins logins;

  LoginRig(Path data, FakeProvider provider, Clock clock, Map<String, String> more) {
    Map<String, String> keys = new HashMap<>();
    keys.put("caravan.data-dir", data.toString());
    keys.put("acme.client-id", "client-1");
    keys.put("acme.client-secret", "client-secret-5678");
    keys.put("acme.redirect-uri", "http://127.0.0.1:8765/callback");
    keys.put("acme.authorize-url", "https://login.acme.example/authorize");
    keys.put("acme.token-url", provider.url() + "/token");
    keys.put("acme.base-url", "https://api.acme.example");
    keys.putAll(more);
    settings = Settings.load(data, keys, Map.of());
    store = new SecretStore(settings);
    tokens = new Tokens(settings, new Secrets(settings, store), clock, Duration.ofSeconds(5));
    logins = new Logins(tokens);
  }

  LoginRig(Path data, FakeProvider provider, Clock clock) {
    this(data, provider, clock, Map.of());
  }

  String bearer() {
    return tokens.credential("acme", AuthStyle.BEARER).value();
  }
}
