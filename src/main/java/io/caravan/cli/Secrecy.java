package io.caravan.cli;

import java.util.List;

/** Which settings are never shown. */
final class Secrecy {

  private static final List<String> ENDINGS =
      List.of("password", "client-secret", "access-token", "refresh-token", "token", "api-key");

  private Secrecy() {}

  static boolean isSecret(String key) {
    return ENDINGS.stream().anyMatch(key::endsWith);
  }
}
