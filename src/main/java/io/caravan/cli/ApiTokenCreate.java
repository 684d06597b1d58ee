package io.caravan.cli;

import io.caravan.app.Databases;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.web.ApiTokens;
import io.caravan.web.Role;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a token. It is shown this once. */
@Command(
    name = "create",
    description =
        "Make a token and print it, this once. From the first one on, nobody gets in without.",
    footer = {
      "",
      "Example: ./caravan api-token create --role view --label dashboard > token",
      "         curl -H \"Authorization: Bearer $(cat token)\" http://127.0.0.1:8080/api/v1/people"
    })
final class ApiTokenCreate extends Verb {

  @Option(
      names = "--role",
      paramLabel = "view|run|admin",
      required = true,
      description = "view looks at things, run changes them too, admin may do all.")
  private Role role;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "Who or what has it, for ./caravan api-token list.")
  private String label = "";

  @Override
  public Integer call() {
    Settings settings = settings();
    try (Databases databases = openDatabases(settings)) {
      ApiTokens.Created created =
          new ApiTokens(databases.connections().get(Connections.WAREHOUSE)).create(role, label);
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
    return 0;
  }
}
