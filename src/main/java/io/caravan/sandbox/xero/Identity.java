package io.caravan.sandbox.xero;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The login addresses: consent, token, revocation. */
final class Identity {

  private final Grants grants;

  Identity(Grants grants) {
    this.grants = grants;
  }

  Reply answer(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /identity/connect/authorize" -> authorize(request.query());
      case "POST /connect/token" ->
          clientKnown(request) ? token(request) : Refused.oauth(401, "invalid_client");
      case "POST /connect/revocation" ->
          clientKnown(request) ? revoke() : Refused.oauth(401, "invalid_client");
      default -> Refused.notFound().reply();
    };
  }

  /** Whoever asks is sent back with a code at once: in the sandbox everybody consents. */
  private Reply authorize(Map<String, String> query) {
    String redirect = query.getOrDefault("redirect_uri", "");
    if (!Xero.CLIENT_ID.equals(query.get("client_id")) || !redirect.matches("https?://.+")) {
      return Refused.oauth(400, "invalid_request");
    }
    String code = grants.newCode(redirect, query.getOrDefault("scope", ""));
    String state = URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8);
    return Reply.empty(302)
        .with(Map.of("Location", redirect + "?code=" + code + "&state=" + state));
  }

  private Reply token(Request request) {
    if (!request
        .header("content-type")
        .orElse("")
        .startsWith("application/x-www-form-urlencoded")) {
      return Refused.oauth(400, "invalid_request");
    }
    Map<String, String> form = request.form();
    Optional<Map<String, Object>> tokens =
        switch (form.getOrDefault("grant_type", "")) {
          case "authorization_code" -> grants.redeem(form.get("code"), form.get("redirect_uri"));
          case "refresh_token" -> grants.refresh(form.get("refresh_token"));
          default -> null;
        };
    if (tokens == null) {
      return Refused.oauth(400, "unsupported_grant_type");
    }
    return tokens
        .map(found -> Reply.json(200, found))
        .orElseGet(() -> Refused.oauth(400, "invalid_grant"));
  }

  private Reply revoke() {
    grants.revoke();
    return Reply.empty(200);
  }

  private static boolean clientKnown(Request request) {
    String pair = Xero.CLIENT_ID + ":" + Xero.CLIENT_SECRET;
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Map<String, String> form = request.form();
    return request.header("authorization").filter(basic::equals).isPresent()
        || (Xero.CLIENT_ID.equals(form.get("client_id"))
            && Xero.CLIENT_SECRET.equals(form.get("client_secret")));
  }
}
