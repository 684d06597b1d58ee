package io.caravan.sandbox.pipedrive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one person of the sandbox's company, in the form of API v1. */
final class CurrentUser {

  static final int ID = 1;
  static final String CURRENCY = "EUR";

  private CurrentUser() {}

  static Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", ID);
    json.put("name", "Sandbox User");
    json.put("default_currency", CURRENCY);
    json.put("locale", "en_GB");
    json.put("lang", 1);
    json.put("email", "user@sandbox.example");
    json.put("phone", null);
    json.put("activated", true);
    json.put("last_login", "2026-01-01 08:00:00");
    json.put("created", "2026-01-01 08:00:00");
    json.put("modified", "2026-01-01 08:00:00");
    json.put("has_created_company", true);
    json.put(
        "access", List.of(Map.of("app", "sales", "admin", true, "permission_set_id", "sandbox")));
    json.put("active_flag", true);
    json.put("timezone_name", "Etc/UTC");
    json.put("timezone_offset", "+00:00");
    json.put("role_id", 1);
    json.put("icon_url", null);
    json.put("is_you", true);
    json.put("is_deleted", false);
    json.put("company_id", 1);
    json.put("company_name", "Sandbox Company");
    json.put("company_domain", "sandbox-company");
    json.put("company_country", "EE");
    json.put("company_industry", "Testing");
    json.put("language", Map.of("language_code", "en", "country_code", "GB"));
    return json;
  }
}
