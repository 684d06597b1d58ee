package io.caravan.web;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Requests that say that something changed elsewhere. They bring a signature of their body in place
 * of a token: {@code X-Hub-Signature-256: sha256=<HMAC in hex>}, as GitHub sends it
 * (docs.github.com, "Validating webhook deliveries").
 *
 * @param pipelines that may be begun so
 * @param token what both sides sign with
 */
public record SignedHooks(List<String> pipelines, String token) {

  /** The header with the signature. */
  public static final String SIGNATURE = "X-Hub-Signature-256";

  private static final String PATH = "/hooks/";
  private static final String PREFIX = "sha256=";
  private static final String HMAC = "HmacSHA256";

  /** What {@code hooks.pipelines} and {@code hooks.token} say; pipelines without a token fail. */
  public static SignedHooks of(Settings settings) {
    List<String> pipelines =
        Arrays.stream(settings.get("hooks.pipelines", "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    String token = settings.get("hooks.token", "");
    if (!pipelines.isEmpty() && token.isEmpty()) {
      throw CaravanException.of(ErrorCode.E101, "Requests that begin pipelines need a token")
          .where("hooks.pipelines = " + String.join(", ", pipelines))
          .why("hooks.token is empty, so nobody could tell who asks")
          .fix("Set HOOKS_TOKEN in .env, and the same as secret of the webhook")
          .build();
    }
    return new SignedHooks(pipelines, token);
  }

  /** Whether a path is that of such a pipeline. */
  boolean leadTo(String path) {
    return path.startsWith(PATH) && pipelines.contains(path.substring(PATH.length()));
  }

  /** Whether a signature is that of a body. It takes the same time whatever is wrong with it. */
  public boolean fit(byte[] body, String signature) {
    if (signature == null || pipelines.isEmpty()) {
      return false;
    }
    return MessageDigest.isEqual(
        (PREFIX + HexFormat.of().formatHex(sum(body))).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] sum(byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), HMAC));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }

  /** The token stays inside. */
  @Override
  public String toString() {
    return "SignedHooks" + pipelines;
  }
}
