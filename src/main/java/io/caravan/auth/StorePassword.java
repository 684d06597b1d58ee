package io.caravan.auth;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The password of the secret store: from {@code CARAVAN_SECRETS_PASSWORD}, else from a file beside
 * the store that is made with random content on first use.
 */
final class StorePassword {

  private static final int BYTES = 32;

  private final Settings settings;
  private final Path file;

  StorePassword(Settings settings) {
    this.settings = settings;
    this.file = settings.dataDir().resolve("secrets.password");
  }

  /**
   * The password.
   *
   * @param storeExists whether something was encrypted before; then a missing file is an error and
   *     not a first use
   */
  char[] read(boolean storeExists) throws IOException {
    Optional<String> given = settings.find("caravan.secrets-password");
    if (given.isPresent()) {
      Redactor.register(given.get());
      return given.get().toCharArray();
    }
    if (!Files.exists(file)) {
      if (storeExists) {
        throw CaravanException.of(ErrorCode.E802, "The password of the secret store is missing")
            .where(file.toString())
            .why(
                "the store exists, its password file does not, and CARAVAN_SECRETS_PASSWORD is unset")
            .fix(
                "Restore " + file.getFileName() + " or set CARAVAN_SECRETS_PASSWORD",
                "or delete secrets.p12 beside it and set every secret again")
            .build();
      }
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      PrivateFiles.replace(
          file, (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    PrivateFiles.requireOwnerOnly(file);
    String password = Files.readString(file).strip();
    Redactor.register(password);
    return password.toCharArray();
  }
}
