package io.caravan.http.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.util.URISupport;

/** What {@code rest-source} hands on to {@code http-call-action}. The setters are parameters. */
public final class CallParameters {

  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private Set<String> emptyStatus = Set.of();
  private String uri;

  /** The address of the kamelet; each stream has a call of its own. */
  String uri() {
    return uri;
  }

  void setStream(String stream) {
    uri =
        "kamelet:http-call-action/" + stream + "-call?" + URISupport.createQueryString(parameters);
  }

  /** Whether an answer with this status is one without records. */
  boolean isEmpty(int status) {
    return emptyStatus.contains(String.valueOf(status));
  }

  /** Statuses separated by commas. */
  public void setEmptyStatus(String statuses) {
    emptyStatus = Set.of(statuses.split("\\s*,\\s*"));
  }

  public void setAccount(String account) {
    parameters.put("account", account);
  }

  public void setMethod(String method) {
    parameters.put("method", method);
    parameters.put("idempotent", true);
    parameters.put("reads", true);
    parameters.put("follow", true);
  }

  public void setAuth(String auth) {
    parameters.put("auth", auth);
  }

  public void setSuccessField(String successField) {
    parameters.put("successField", successField);
  }

  public void setBucket(String bucket) {
    if (!bucket.isEmpty()) {
      parameters.put("bucket", bucket);
    }
  }

  public void setTokenCost(int tokenCost) {
    parameters.put("tokenCost", tokenCost);
  }
}
