package io.caravan.auth;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Secrets by name, encrypted in {@code secrets.p12} in the data folder. Several threads and
 * processes may use it at once; each sees what the last one wrote.
 *
 * <p>Names are those of settings, such as {@code pipedrive.client-secret}; capitals do not count.
 * Fails with E802 when the store cannot be opened and E305 when it cannot be written.
 */
public final class SecretStore {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private final Path path;
  private final KeyStoreFile file;
  private final StorePassword password;
  private final SharedLock lock;
  private Map<String, String> known = Map.of();
  private Object knownVersion;

  /** The store of a project; nothing is created before the first {@link #set}. */
  public SecretStore(Settings settings) {
    this.path = settings.dataDir().resolve("secrets.p12");
    this.file = new KeyStoreFile(path);
    this.password = new StorePassword(settings);
    this.lock = new SharedLock(settings.dataDir().resolve("secrets.lock"));
  }

  /** The secret of this name. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(read().get(plain(name)));
  }

  /** Every name, sorted; never a value. */
  public List<String> names() {
    return List.copyOf(read().keySet());
  }

  /** Stores a secret; it is on disk when this returns. */
  public void set(String name, String secret) {
    String key = plain(name);
    if (secret == null || secret.isEmpty()) {
      throw CaravanException.of(ErrorCode.E106, "A secret cannot be empty")
          .where(key)
          .fix("./caravan secret delete " + key)
          .build();
    }
    change(secrets -> secrets.put(key, secret));
    Redactor.register(secret);
  }

  /** Forgets a secret. Returns whether there was one. */
  public boolean delete(String name) {
    String key = plain(name);
    boolean there = read().containsKey(key);
    if (there) {
      change(secrets -> secrets.remove(key));
    }
    return there;
  }

  private synchronized Map<String, String> read() {
    try {
      if (!file.exists()) {
        return Map.of();
      }
      Object version = file.version();
      if (!version.equals(knownVersion)) {
        known = file.read(password.read(true));
        knownVersion = version;
        known.values().forEach(Redactor::register);
      }
      return known;
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E802, "The secret store cannot be read")
          .where(path.toString())
          .why(e.getMessage())
          .cause(e)
          .build();
    }
  }

  private interface Change {
    void apply(Map<String, String> secrets);
  }

  private synchronized void change(Change change) {
    try {
      lock.hold(
          () -> {
            char[] secret = password.read(file.exists());
            Map<String, String> secrets = new TreeMap<>(read());
            change.apply(secrets);
            file.write(secrets, secret);
            known = secrets;
            knownVersion = file.version();
            return null;
          });
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E305, "The secret store cannot be written")
          .where(path.toString())
          .why(e.getMessage())
          .fix("Make room or allow writing in " + path.getParent() + ", then try again")
          .cause(e)
          .build();
    }
  }

  private static String plain(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(key).matches()) {
      throw CaravanException.of(ErrorCode.E106, "This cannot be the name of a secret")
          .where(name)
          .why("letters, digits, dots, hyphens and underscores, at most 100")
          .fix("./caravan secret list")
          .build();
    }
    return key;
  }
}
