package io.caravan.sandbox.hubspot;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A form as the API shows it, with all that the contract asks for. */
final class FormJson {

  private FormJson() {}

  static Map<String, Object> of(String id, String name, Instant at) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("name", name);
    json.put("formType", "hubspot");
    json.put("createdAt", CrmObject.time(at));
    json.put("updatedAt", CrmObject.time(at));
    json.put("archived", false);
    json.put("fieldGroups", List.of());
    json.put("configuration", configuration());
    json.put("displayOptions", display());
    json.put("legalConsentOptions", Map.of("type", "none"));
    return json;
  }

  private static Map<String, Object> configuration() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("language", "en");
    json.put("cloneable", true);
    json.put("editable", true);
    json.put("archivable", true);
    json.put("recaptchaEnabled", false);
    json.put("notifyContactOwner", false);
    json.put("notifyRecipients", List.of());
    json.put("createNewContactForNewEmail", false);
    json.put("prePopulateKnownValues", true);
    json.put("allowLinkToResetKnownValues", false);
    json.put("postSubmitAction", Map.of("type", "thank_you", "value", "Thank you"));
    return json;
  }

  private static Map<String, Object> display() {
    Map<String, Object> style = new LinkedHashMap<>();
    for (String property :
        List.of(
            "backgroundWidth",
            "fontFamily",
            "helpTextColor",
            "helpTextSize",
            "labelTextColor",
            "labelTextSize",
            "legalConsentTextColor",
            "legalConsentTextSize",
            "submitColor",
            "submitFontColor",
            "submitSize")) {
      style.put(property, "");
    }
    style.put("submitAlignment", "left");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("renderRawHtml", false);
    json.put("theme", "default_style");
    json.put("submitButtonText", "Send");
    json.put("style", style);
    return json;
  }
}
