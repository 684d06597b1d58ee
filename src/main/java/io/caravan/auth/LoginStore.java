package io.caravan.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.Redactor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Logins in the secret store, one entry per connection. */
final class LoginStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecretStore store;
  private final Map<String, Login> unsaved = new ConcurrentHashMap<>();

  LoginStore(SecretStore store) {
    this.store = store;
  }

  static String entry(String connection) {
    return connection + ".login";
  }

  /** The login as any process wrote it last, or newer, when this one could not write. */
  Optional<Login> find(String connection) {
    Login pending = unsaved.get(connection);
    return pending != null
        ? Optional.of(pending)
        : store.get(entry(connection)).map(json -> parsed(connection, json));
  }

  /** Whether tokens wait in memory to be saved. */
  boolean hasUnsaved(String connection) {
    return unsaved.containsKey(connection);
  }

  private static Login parsed(String connection, String json) {
    try {
      Login login = JSON.readValue(json, Login.class);
      Redactor.register(login.accessToken());
      Redactor.register(login.refreshToken());
      Redactor.register(login.previousRefreshToken());
      return login;
    } catch (JsonProcessingException e) {
      throw CaravanException.of(ErrorCode.E802, "The stored login of " + connection + " is damaged")
          .where("secret store, " + entry(connection))
          .fix("./caravan auth login " + connection)
          .build();
    }
  }

  /**
   * Saves a login. When that fails, the tokens stay in memory to be saved with the next use: the
   * provider may have made the old ones worthless, so these are the only ones there are.
   */
  void save(String connection, Login login) {
    try {
      store.set(entry(connection), JSON.writeValueAsString(login));
      unsaved.remove(connection);
    } catch (CaravanException e) {
      unsaved.put(connection, login);
      throw e;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean delete(String connection) {
    unsaved.remove(connection);
    return store.delete(entry(connection));
  }
}
