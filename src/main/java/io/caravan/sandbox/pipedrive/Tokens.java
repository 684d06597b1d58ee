package io.caravan.sandbox.pipedrive;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a login or a refresh yields. */
record Tokens(String access, String refresh) {

  /** Pipedrive says 3599, not 3600. */
  static final int ACCESS_SECONDS = 3599;

  Map<String, Object> json(String apiDomain) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("access_token", access);
    json.put("token_type", "Bearer");
    json.put("refresh_token", refresh);
    json.put("scope", "base deals:full deal-fields:full search:read users:read");
    json.put("expires_in", ACCESS_SECONDS);
    json.put("api_domain", apiDomain);
    return json;
  }
}
