package io.caravan.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are there when they are needed, and readable by their owner only. */
class SecretStoreTest {

  @TempDir Path data;

  private Settings settings(Map<String, String> more) {
    Map<String, String> keys = new java.util.HashMap<>(more);
    keys.put("caravan.data-dir", data.toString());
    return Settings.load(data, keys, Map.of());
  }

  private SecretStore store() {
    return new SecretStore(settings(Map.of()));
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void startsEmptyAndWritesNothing() throws Exception {
    assertThat(store().get("acme.token")).isEmpty();
    assertThat(store().names()).isEmpty();
    assertThat(store().delete("acme.token")).isFalse();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void givesBackWhatWasSetEvenInAnotherProcess() {
    store().set("acme.token", "größer als ASCII \" \\ \n 😀");

    assertThat(store().get("acme.token")).hasValue("größer als ASCII \" \\ \n 😀");
    assertThat(store().get("ACME.token")).isPresent();
  }

  @Test
  void listsNamesAndForgets() {
    SecretStore store = store();
    store.set("b.token", "22222222");
    store.set("a.token", "11111111");

    assertThat(store.names()).containsExactly("a.token", "b.token");
    assertThat(store.delete("a.token")).isTrue();
    assertThat(store().names()).containsExactly("b.token");
  }

  @Test
  void seesAtOnceWhatAnotherProcessWrote() {
    SecretStore one = store();
    SecretStore other = store();
    one.set("acme.token", "first-value");
    assertThat(other.get("acme.token")).hasValue("first-value");
    one.set("acme.token", "other-value");

    assertThat(other.get("acme.token")).hasValue("other-value");
  }

  @Test
  void losesNothingWhenSeveralWriteAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String name = "system" + i + ".token";
      SecretStore own = store();
      writers.add(threads.submit(() -> own.set(name, "secret-of-" + name)));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    threads.shutdown();

    assertThat(store().names()).hasSize(12);
  }

  @Test
  void isEncryptedAndForItsOwnerOnly() throws Exception {
    store().set("acme.token", "a-very-secret-value");

    assertThat(mode(data.resolve("secrets.p12"))).isEqualTo("rw-------");
    assertThat(mode(data.resolve("secrets.password"))).isEqualTo("rw-------");
    assertThat(Files.readString(data.resolve("secrets.p12"), StandardCharsets.ISO_8859_1))
        .doesNotContain("a-very-secret-value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrets.password", "secrets.p12"})
  void refusesFilesThatOthersCanRead(String file) throws Exception {
    store().set("acme.token", "a-very-secret-value");
    Files.setPosixFilePermissions(data.resolve(file), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> store().get("acme.token"))
        .isInstanceOfSatisfying(
            CaravanException.class,
            e -> {
              assertThat(e.getMessage()).startsWith("E802");
              assertThat(e.fixes()).containsExactly("chmod 600 " + data.resolve(file));
            });
  }

  @Test
  void takesThePasswordFromTheEnvironment() {
    Settings given =
        Settings.load(data, Map.of(), Map.of("CARAVAN_SECRETS_PASSWORD", "from the outside"));
    new SecretStore(given).set("acme.token", "a-very-secret-value");

    assertThat(given.dataDir().resolve("secrets.password")).doesNotExist();
    assertThat(new SecretStore(given).get("acme.token")).hasValue("a-very-secret-value");
  }

  @Test
  void saysSoWhenThePasswordIsWrong() {
    new SecretStore(settings(Map.of("caravan.secrets-password", "the right one")))
        .set("acme.token", "a-very-secret-value");

    assertThatThrownBy(
            () ->
                new SecretStore(settings(Map.of("caravan.secrets-password", "the wrong one")))
                    .get("acme.token"))
        .hasMessageStartingWith("E802")
        .hasMessageContaining("wrong password")
        .hasMessageNotContaining("the wrong one");
  }

  @Test
  void saysSoWhenThePasswordFileIsGone() throws Exception {
    store().set("acme.token", "a-very-secret-value");
    Files.delete(data.resolve("secrets.password"));

    assertThatThrownBy(() -> store().get("acme.token"))
        .hasMessageStartingWith("E802")
        .hasMessageContaining("secrets.password");
    assertThat(data.resolve("secrets.password")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 1_000_000})
  void usesThePredecessorWhenTheFileIsDamaged(int keptBytes) throws Exception {
    SecretStore store = store();
    store.set("acme.token", "first-value");
    store.set("other.token", "second-value");
    Path file = data.resolve("secrets.p12");
    byte[] bytes = Files.readAllBytes(file);
    if (keptBytes > bytes.length) {
      bytes[bytes.length / 2] ^= 0x55;
      Files.write(file, bytes);
    } else {
      Files.write(file, java.util.Arrays.copyOf(bytes, keptBytes));
    }

    assertThat(store().get("acme.token")).hasValue("first-value");
    store().set("third.token", "third-value");
    assertThat(store().names()).contains("acme.token", "third.token");
    Files.delete(file);
    assertThat(store().get("acme.token")).hasValue("first-value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "../x", "ü", "-x"})
  void refusesNamesThatAreNone(String name) {
    assertThatThrownBy(() -> store().set(name, "12345678")).hasMessageStartingWith("E106");
  }

  @Test
  void looksIntoTheEnvironmentBeforeTheStore() {
    Settings settings =
        Settings.load(
            data,
            Map.of("caravan.data-dir", data.toString()),
            Map.of("ACME_TOKEN", "from-the-environment"));
    SecretStore store = new SecretStore(settings);
    store.set("acme.token", "from-the-store");
    store.set("other.token", "from-the-store");
    Secrets secrets = new Secrets(settings, store);

    assertThat(secrets.find("acme.token")).hasValue("from-the-environment");
    assertThat(secrets.origin("acme.token")).hasValue("environment ACME_TOKEN");
    assertThat(secrets.find("other.token")).hasValue("from-the-store");
    assertThat(secrets.origin("other.token")).hasValue("secret store");
    assertThatThrownBy(() -> secrets.require("third.token"))
        .hasMessageStartingWith("E101")
        .hasMessageContaining("THIRD_TOKEN")
        .hasMessageContaining("secret store");
  }
}
