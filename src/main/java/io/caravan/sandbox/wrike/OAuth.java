package io.caravan.sandbox.wrike;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The login addresses: consent and token. The answer tells the host on which the account lives. */
final class OAuth {

  private final Grants grants;
  private final String host;

  OAuth(Grants grants, String host) {
    this.grants = grants;
    this.host = host;
  }

  Reply answer(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /oauth2/authorize/v4" -> authorize(request.query());
      case "POST /oauth2/token" -> token(request);
      default -> Refused.unknownMethod().reply();
    };
  }

  /** Whoever asks is sent back with a code at once: in the sandbox everybody consents. */
  private Reply authorize(Map<String, String> query) {
    String redirect = query.getOrDefault("redirect_uri", "");
    if (!Wrike.CLIENT_ID.equals(query.get("client_id")) || !redirect.matches("https?://.+")) {
      return error(400, "invalid_request", "client_id or redirect_uri is missing or unknown");
    }
    String target =
        redirect + (redirect.contains("?") ? '&' : '?') + "code=" + grants.newCode(redirect);
    if (query.containsKey("state")) {
      target += "&state=" + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8);
    }
    return Reply.empty(302).with(Map.of("Location", target));
  }

  private Reply token(Request request) {
    Map<String, String> form = request.form();
    if (!clientKnown(request, form)) {
      return error(401, "invalid_client", "Client is unknown");
    }
    Optional<Map<String, Object>> tokens;
    switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code":
        tokens = grants.redeem(form.get("code"), form.get("redirect_uri"), host);
        break;
      case "refresh_token":
        tokens = grants.refresh(form.get("refresh_token"), host);
        break;
      default:
        return error(400, "unsupported_grant_type", "grant_type is missing or unknown");
    }
    return tokens
        .map(found -> Reply.json(200, found))
        .orElseGet(() -> error(400, "invalid_grant", "Code or refresh token is not valid"));
  }

  /** By header or in the form: Wrike takes both. */
  private static boolean clientKnown(Request request, Map<String, String> form) {
    String pair = Wrike.CLIENT_ID + ":" + Wrike.CLIENT_SECRET;
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return request.header("authorization").filter(basic::equals).isPresent()
        || (Wrike.CLIENT_ID.equals(form.get("client_id"))
            && Wrike.CLIENT_SECRET.equals(form.get("client_secret")));
  }

  private static Reply error(int status, String error, String description) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    return Reply.json(status, body);
  }
}
