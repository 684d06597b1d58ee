package io.caravan.cli;

import io.caravan.app.Databases;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.web.ApiToken;
import io.caravan.web.ApiTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** The tokens that were made, never what they are. */
@Command(
    name = "list",
    description = "The tokens that were made: id, role, label, state. Never the tokens.",
    footer = {"", "Example: ./caravan api-token list"})
final class ApiTokenList extends Verb {

  @Override
  public Integer call() {
    Settings settings = settings();
    try (Databases databases = openDatabases(settings)) {
      List<ApiToken> tokens =
          new ApiTokens(databases.connections().get(Connections.WAREHOUSE)).list();
      if (terminal().json()) {
        terminal().printJson(tokens.stream().map(ApiTokenList::object).toList());
      } else if (tokens.isEmpty()) {
        terminal().say("no token was made: only this machine may ask, and needs none");
      } else {
        Table table = new Table("id", "role", "state", "made", "label");
        tokens.forEach(
            token ->
                table.row(
                    token.id(),
                    token.role().word(),
                    token.revokedAt() == null ? "good" : "revoked",
                    Words.time(token.createdAt()),
                    token.label()));
        table.print(terminal());
      }
    }
    return 0;
  }

  private static Map<String, Object> object(ApiToken token) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", token.id());
    object.put("role", token.role().word());
    object.put("label", token.label());
    object.put("createdAt", token.createdAt().toString());
    object.put("revokedAt", token.revokedAt() == null ? null : token.revokedAt().toString());
    return object;
  }
}
