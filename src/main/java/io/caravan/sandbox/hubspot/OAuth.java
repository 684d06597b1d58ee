package io.caravan.sandbox.hubspot;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The login addresses. Access tokens live for half an hour; the refresh token stays the same unless
 * a test wants it to rotate, and every answer carries it.
 */
final class OAuth {

  static final String AUTHORIZE = "/hubspot/oauth/authorize";

  private static final int ACCESS_SECONDS = 1_800;
  private static final Duration CODE_LIFE = Duration.ofMinutes(5);

  private final Clock clock;
  private final Map<String, String> redirectByCode = new HashMap<>();
  private final Map<String, Instant> codeUntil = new HashMap<>();
  private final Map<String, Instant> accessUntil = new HashMap<>();
  private final Set<String> refreshTokens = new TreeSet<>();
  private boolean rotating;
  private int issued;

  OAuth(Clock clock) {
    this.clock = clock;
  }

  static boolean serves(String path) {
    return path.equals(AUTHORIZE) || path.matches("/oauth/(v1|v3|2026-03)/token");
  }

  synchronized Reply answer(Request request) {
    if (request.path().equals(AUTHORIZE)) {
      return authorize(request.query());
    }
    return request.method().equals("POST") ? token(request) : Refused.notAllowed().reply();
  }

  /** Tokens without a login. */
  synchronized Map<String, Object> issue() {
    String refresh = "sandbox-hubspot-refresh-" + ++issued;
    refreshTokens.add(refresh);
    return tokens(refresh);
  }

  synchronized boolean accepts(String accessToken) {
    Instant until = accessUntil.get(accessToken);
    return until != null && clock.instant().isBefore(until);
  }

  synchronized void rotating(boolean on) {
    rotating = on;
  }

  synchronized void expireAccessTokens() {
    accessUntil.clear();
  }

  synchronized void revoke() {
    accessUntil.clear();
    refreshTokens.clear();
  }

  /** Whoever asks is sent back with a code at once: in the sandbox everybody consents. */
  private Reply authorize(Map<String, String> query) {
    String redirect = query.getOrDefault("redirect_uri", "");
    if (!HubSpot.CLIENT_ID.equals(query.get("client_id"))
        || !redirect.matches("https?://.+")
        || query.getOrDefault("scope", "").isBlank()) {
      return Refused.validation("client_id, redirect_uri or scope is missing or unknown").reply();
    }
    String code = "sandbox-hubspot-code-" + ++issued;
    redirectByCode.put(code, redirect);
    codeUntil.put(code, clock.instant().plus(CODE_LIFE));
    String state = query.getOrDefault("state", "");
    String target =
        redirect
            + (redirect.contains("?") ? '&' : '?')
            + "code="
            + code
            + "&state="
            + URLEncoder.encode(state, StandardCharsets.UTF_8);
    return Reply.empty(302).with(Map.of("Location", target));
  }

  private Reply token(Request request) {
    Map<String, String> form = request.form();
    if (!HubSpot.CLIENT_ID.equals(form.get("client_id"))
        || !HubSpot.CLIENT_SECRET.equals(form.get("client_secret"))) {
      return error("invalid_client", "BAD_CLIENT_ID", "missing or unknown client id or secret");
    }
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> redeem(form.get("code"), form.get("redirect_uri"));
      case "refresh_token" -> refresh(form.get("refresh_token"));
      default -> error("unsupported_grant_type", "BAD_GRANT_TYPE", "unknown grant_type");
    };
  }

  private Reply redeem(String code, String redirectUri) {
    Instant until = codeUntil.remove(code);
    String redirect = redirectByCode.remove(code);
    if (until == null || !clock.instant().isBefore(until) || !redirect.equals(redirectUri)) {
      return error("invalid_grant", "BAD_AUTH_CODE", "missing or unknown auth code");
    }
    return Reply.json(200, issue());
  }

  private Reply refresh(String token) {
    if (token == null || !refreshTokens.contains(token)) {
      return error("invalid_grant", "BAD_REFRESH_TOKEN", "missing or invalid refresh token");
    }
    if (!rotating) {
      return Reply.json(200, tokens(token));
    }
    refreshTokens.remove(token);
    return Reply.json(200, issue());
  }

  private Map<String, Object> tokens(String refresh) {
    String access = "sandbox-hubspot-access-" + ++issued;
    accessUntil.put(access, clock.instant().plusSeconds(ACCESS_SECONDS));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("token_type", "bearer");
    json.put("refresh_token", refresh);
    json.put("access_token", access);
    json.put("expires_in", ACCESS_SECONDS);
    json.put("hub_id", 4711);
    return json;
  }

  private static Reply error(String error, String status, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", message);
    body.put("status", status);
    body.put("message", message);
    body.put("correlationId", Refused.CORRELATION);
    return Reply.json(400, body);
  }
}
