package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The mark of an answer, by which a caller can ask whether it is still the same. */
final class ETags {

  private ETags() {}

  /** The answer with its mark; 304 without a body when the caller knows it already. */
  static Reply applied(Request request, Reply reply) {
    // As at GitHub, another token makes another mark.
    String seen = request.header("authorization").orElse("") + request.target() + reply.body();
    String tag = "W/\"" + hash(seen + reply.headers().getOrDefault("Link", "")) + "\"";
    boolean same = request.header("if-none-match").filter(tag::equals).isPresent();
    return (same ? Reply.empty(304) : reply).with(Map.of("ETag", tag));
  }

  /** A text of hexadecimal digits that is always the same for the same text. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
