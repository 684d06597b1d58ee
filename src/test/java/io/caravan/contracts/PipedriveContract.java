package io.caravan.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Pipedrive's contract. Those of API v1 and v2 are derived from Pipedrive's own client, the one of
 * the logins is written by this project: it proves less.
 */
public final class PipedriveContract extends VendorContract {

  private static final PipedriveContract READ = new PipedriveContract();

  private PipedriveContract() {
    super("pipedrive");
    add("/api/v2", "pipedrive/pipedrive-v2.derived.json", "/api/v2");
    add("/api/v1", "pipedrive/pipedrive-v1.derived.json", "/api/v1");
    add("/oauth", "pipedrive/pipedrive-oauth.authored.json", "/");
  }

  /** The contract; finds fault with nothing where it is not beside the project. */
  public static PipedriveContract load() {
    return READ;
  }

  @Override
  boolean isInNoContract(String path) {
    return path.equals("/oauth/authorize");
  }

  /**
   * The documentation says that the cursor is null at the end; the schema of some lists forgets it.
   * The examples of persons and activities show null for what is not set; their schemas know no
   * null at all.
   */
  @Override
  String excused(String target, String body) {
    String answer = body.replaceFirst("\"next_cursor\"\\s*:\\s*null\\s*,?", "");
    return target.matches("/api/v2/(persons|activities).*") ? withoutNulls(answer) : answer;
  }

  private static String withoutNulls(String body) {
    try {
      ObjectMapper mapper =
          JsonMapper.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();
      JsonNode answer = mapper.readTree(body);
      answer.findParents("id").forEach(PipedriveContract::clearNulls);
      return mapper.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static void clearNulls(JsonNode record) {
    ((ObjectNode) record).properties().removeIf(field -> field.getValue().isNull());
  }
}
