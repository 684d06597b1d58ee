package io.caravan.auth;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names and secrets in one PKCS12 file, with the file before the last change kept as {@code .prev}
 * for the day on which the newest one turns out to be broken.
 */
final class KeyStoreFile {

  private static final Logger LOG = LoggerFactory.getLogger(KeyStoreFile.class);

  private final Path file;
  private final Path previous;
  private boolean broken;

  KeyStoreFile(Path file) {
    this.file = file;
    this.previous = file.resolveSibling(file.getFileName() + ".prev");
  }

  boolean exists() {
    return Files.exists(file) || Files.exists(previous);
  }

  /** Every secret by its name; none when nothing was ever stored. */
  Map<String, String> read(char[] password) throws IOException {
    if (!exists()) {
      return new TreeMap<>();
    }
    try {
      Map<String, String> secrets = read(file, password);
      broken = false;
      return secrets;
    } catch (IOException | GeneralSecurityException newest) {
      broken = true;
      try {
        Map<String, String> secrets = read(previous, password);
        LOG.warn("{} cannot be read ({}); its predecessor is used", file, newest.getMessage());
        return secrets;
      } catch (IOException | GeneralSecurityException both) {
        throw CaravanException.of(ErrorCode.E802, "The secret store cannot be opened")
            .where(file.toString())
            .why("wrong password, or a damaged file: " + newest.getMessage())
            .fix(
                "Check CARAVAN_SECRETS_PASSWORD or secrets.password beside the store",
                "or restore the file from a backup",
                "or delete it and set every secret again")
            .cause(newest)
            .build();
      }
    }
  }

  private static Map<String, String> read(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    PrivateFiles.requireOwnerOnly(file);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
    Map<String, String> secrets = new TreeMap<>();
    for (String name : Collections.list(keys.aliases())) {
      SecretKey key = (SecretKey) keys.getKey(name, password);
      secrets.put(name, new String(key.getEncoded(), StandardCharsets.UTF_8));
    }
    return secrets;
  }

  /** Replaces the content. The caller has just read the file, so that what was there is known. */
  void write(Map<String, String> secrets, char[] password) throws IOException {
    if (Files.exists(file) && !broken) {
      // A broken file must not push out the good one that is kept for exactly this case.
      PrivateFiles.replace(previous, Files.readAllBytes(file));
    }
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, password);
      KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(password);
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        SecretKey key =
            new SecretKeySpec(secret.getValue().getBytes(StandardCharsets.UTF_8), "AES");
        keys.setEntry(secret.getKey(), new KeyStore.SecretKeyEntry(key), protection);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      keys.store(bytes, password);
      PrivateFiles.replace(file, bytes.toByteArray());
      broken = false;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Changes whenever any process replaces the file. */
  Object version() throws IOException {
    if (!Files.exists(file)) {
      return "none";
    }
    Map<String, Object> facts = Files.readAttributes(file, "lastModifiedTime,size,fileKey");
    return new TreeMap<>(facts).toString();
  }
}
