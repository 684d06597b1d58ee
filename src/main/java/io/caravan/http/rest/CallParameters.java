package io.caravan.http.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.util.URISupport;

/** What {@code rest-source} hands on to {@code http-call-action}. The setters are parameters. */
public final class CallParameters {

  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /** The address of the kamelet; each stream has a call of its own. */
  String uri(String stream) {
      return "kamelet:http-call-action/"
          + stream
          + "-call?"
          + URISupport.createQueryString(parameters);
  }

  public void setAccount(String account) {
    parameters.put("account", account);
  }

  public void setMethod(String method) {
    parameters.put("method", method);
    parameters.put("idempotent", true);
    parameters.put("reads", true);
  }

  public void setAuth(String auth) {
    parameters.put("auth", auth);
  }

  public void setSuccessField(String successField) {
    parameters.put("successField", successField);
  }

  public void setTokenCost(int tokenCost) {
    parameters.put("tokenCost", tokenCost);
  }
}
