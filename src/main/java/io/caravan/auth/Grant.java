package io.caravan.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What a token endpoint gave.
 *
 * @param refreshToken null when the answer has none; the one before then stays in force
 * @param apiDomain where the account lives, if the provider says so (Pipedrive's {@code
 *     api_domain}; Wrike's {@code host}, which is a host alone)
 */
record Grant(
    String accessToken, String refreshToken, Duration life, String scope, String apiDomain) {

  /**
   * Reads an answer.
   *
   * @param usual the life of a token whose {@code expires_in} is missing or makes no sense
   */
  static Grant of(JsonNode answer, Duration usual) {
    return new Grant(
        text(answer, "access_token"),
        text(answer, "refresh_token"),
        life(answer.path("expires_in").asLong(0), usual),
        text(answer, "scope"),
        text(answer, answer.has("host") ? "host" : "api_domain"));
  }

  private static Duration life(long seconds, Duration usual) {
    return seconds > 0 && seconds <= Duration.ofDays(3650).toSeconds()
        ? Duration.ofSeconds(seconds)
        : usual;
  }

  private static String text(JsonNode answer, String field) {
    JsonNode node = answer.path(field);
    // An older tool wrote its files with hyphens at times.
    String value = (node.isMissingNode() ? answer.path(field.replace('_', '-')) : node).asText("");
    return value.isBlank() ? null : value;
  }

  @Override
  public String toString() {
    return "Grant[for " + life + "]";
  }
}
