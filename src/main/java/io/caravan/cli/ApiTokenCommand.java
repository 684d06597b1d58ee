package io.caravan.cli;

import io.caravan.app.Databases;
import io.caravan.cli.output.Table;
import io.caravan.cli.output.Words;
import io.caravan.db.Connections;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.web.ApiToken;
import io.caravan.web.ApiTokens;
import io.caravan.web.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tokens of the HTTP interface. What one is, is shown once, when it is made. */
@Command(
    name = "api-token",
    description = "Tokens of the HTTP interface. While none was made, only this machine may ask.",
    footer = {"", "Example: ./caravan api-token create --role view --label dashboard"})
final class ApiTokenCommand extends Group {

  @Command(
      name = "create",
      description =
          "Make a token and print it, this once. From the first one on, nobody gets in without.",
      footer = {
        "",
        "Example: ./caravan api-token create --role view --label dashboard > token",
        "         curl -H \"Authorization: Bearer $(cat token)\" http://127.0.0.1:8080/api/v1/people"
      })
  void create(
      @Option(
              names = "--role",
              paramLabel = "view|run|admin",
              required = true,
              description = "view looks at things, run changes them too, admin may do all.")
          Role role,
      @Option(
              names = "--label",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "Who or what has it, for ./caravan api-token list.")
          String label) {
    try (Databases databases = openDatabases(settings())) {
      ApiTokens.Created created = tokens(databases).create(role, label);
      if (terminal().json()) {
        terminal()
            .printJson(
                Map.of(
                    "id", created.token().id(),
                    "role", role.word(),
                    "label", label,
                    "token", created.secret()));
      } else {
        terminal().print(created.secret());
        terminal().say("token " + created.token().id() + ", role " + role.word());
      }
    }
  }

  @Command(
      name = "list",
      description = "The tokens that were made: id, role, label, state. Never the tokens.",
      footer = {"", "Example: ./caravan api-token list"})
  void list() {
    try (Databases databases = openDatabases(settings())) {
      List<ApiToken> tokens = tokens(databases).list();
      if (terminal().json()) {
        terminal().printJson(tokens.stream().map(ApiTokenCommand::object).toList());
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

  @Command(
      name = "revoke",
      description = "End a token. Running processes refuse it a second later.",
      footer = {"", "Example: ./caravan api-token revoke 4f1c09aa2b"})
  void revoke(
      @Parameters(paramLabel = "ID", description = "From ./caravan api-token list.") String id) {
    try (Databases databases = openDatabases(settings())) {
      if (!tokens(databases).revoke(id)) {
        throw CaravanException.of(ErrorCode.E104, "There is no good token with the id " + id)
            .fix("./caravan api-token list")
            .build();
      }
    }
    terminal().say("revoked " + id);
  }

  private static ApiTokens tokens(Databases databases) {
    return new ApiTokens(databases.connections().get(Connections.WAREHOUSE));
  }
}
