package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The login addresses: consent, token, revoke. */
final class OAuth {

  private final Grants grants;
  private final String apiDomain;
  private int denials;

  OAuth(Grants grants, String apiDomain) {
    this.grants = grants;
    this.apiDomain = apiDomain;
  }

  Reply answer(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /oauth/authorize" -> authorize(request.query());
      case "POST /oauth/token" -> clientKnown(request) ? token(request) : unknownClient();
      case "POST /oauth/revoke" -> clientKnown(request) ? revoke() : unknownClient();
      default -> Refused.with(404, "Unknown method .").reply();
    };
  }

  /** The next person asked for consent says no. */
  synchronized void denyNextConsent() {
    denials++;
  }

  /** Whoever asks is sent back with a code at once: in the sandbox everybody consents. */
  private Reply authorize(Map<String, String> query) {
    String redirect = query.getOrDefault("redirect_uri", "");
    if (!Pipedrive.CLIENT_ID.equals(query.get("client_id")) || !redirect.matches("https?://.+")) {
      return error(400, "invalid_request", "client_id or redirect_uri is missing or unknown");
    }
    StringBuilder target = new StringBuilder(redirect).append(redirect.contains("?") ? '&' : '?');
    target.append(denied() ? "error=user_denied" : "code=" + grants.newCode(redirect));
    if (query.containsKey("state")) {
      target
          .append("&state=")
          .append(URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
    }
    return Reply.empty(302).with(Map.of("Location", target.toString()));
  }

  private synchronized boolean denied() {
    return denials > 0 && denials-- > 0;
  }

  private Reply token(Request request) {
    if (!request
        .header("content-type")
        .orElse("")
        .startsWith("application/x-www-form-urlencoded")) {
      return error(400, "invalid_request", "The body must be a form");
    }
    Map<String, String> form = request.form();
    Optional<Tokens> tokens;
    switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code":
        tokens = grants.redeem(form.get("code"), form.get("redirect_uri"));
        break;
      case "refresh_token":
        tokens = grants.refresh(form.get("refresh_token"));
        break;
      default:
        return error(400, "unsupported_grant_type", "grant_type is missing or unknown");
    }
    return tokens
        .map(found -> Reply.json(200, found.json(apiDomain)))
        .orElseGet(() -> error(400, "invalid_grant", "Invalid or expired code or refresh token"));
  }

  /**
   * Revoking any token of the grant ends the whole grant. An unknown token is no error (RFC 7009).
   */
  private Reply revoke() {
    grants.revoke();
    return Reply.empty(200);
  }

  private static boolean clientKnown(Request request) {
    String pair = Pipedrive.CLIENT_ID + ":" + Pipedrive.CLIENT_SECRET;
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return request.header("authorization").filter(expected::equals).isPresent();
  }

  private static Reply unknownClient() {
    return error(401, "invalid_client", "Client authentication failed");
  }

  private static Reply error(int status, String error, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("success", false);
    body.put("error", error);
    body.put("message", message);
    body.put("error_description", message);
    return Reply.json(status, body);
  }
}
