package io.caravan.cli.check;

import io.caravan.auth.SecretStore;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Whether secrets are kept as they should be. */
public final class SecretChecks {

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SecretChecks() {}

  public static Diagnosis store(Settings settings) throws IOException {
    Path file = settings.dataDir().resolve("secrets.p12");
    if (!Files.exists(file)) {
      return Diagnosis.ok("secrets", "none stored yet");
    }
    int secrets = new SecretStore(settings).names().size();
    boolean posix = Files.getFileStore(file).supportsFileAttributeView("posix");
    return posix && !OWNER.containsAll(Files.getPosixFilePermissions(file))
        ? Diagnosis.fail("secrets", "others may read " + file, "chmod 600 " + file)
        : Diagnosis.ok("secrets", Words.count(secrets, "secret", "secrets") + " in " + file);
  }
}
