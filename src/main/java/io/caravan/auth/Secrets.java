package io.caravan.auth;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.Redactor;
import java.util.Optional;

/**
 * Settings that are secret. The command line, the environment and {@code .env} come first; what is
 * not there is looked up in the secret store.
 */
public final class Secrets {

  private final Settings settings;
  private final SecretStore store;

  public Secrets(Settings settings, SecretStore store) {
    this.settings = settings;
    this.store = store;
  }

  /** The secret, or empty when no place has it. From here on it is kept out of logs. */
  public Optional<String> find(String key) {
    Optional<String> secret = settings.find(key).or(() -> store.get(key));
    secret.ifPresent(Redactor::register);
    return secret;
  }

  /** Where the secret comes from, for people; never the secret. Empty when no place has it. */
  public Optional<String> origin(String key) {
    return settings.find(key).isPresent()
        ? settings.origin(key).map(setting -> setting.place())
        : store.get(key).map(secret -> "secret store");
  }

  /** The secret. The failure (E101) names every place that was searched. */
  public String require(String key) {
    return find(key)
        .orElseThrow(
            () ->
                CaravanException.of(ErrorCode.E101, "The setting " + key + " is missing")
                    .where(
                        "searched: command line, environment "
                            + Settings.environmentName(key)
                            + ", .env, secret store")
                    .fix(
                        "./caravan secret set " + key,
                        "or add " + Settings.environmentName(key) + "=... to .env")
                    .build());
  }

  /** The store behind it. */
  public SecretStore store() {
    return store;
  }
}
