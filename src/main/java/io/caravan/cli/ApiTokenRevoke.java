package io.caravan.cli;

import io.caravan.app.Databases;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.web.ApiTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a token. */
@Command(
    name = "revoke",
    description = "End a token. Running processes refuse it a second later.",
    footer = {"", "Example: ./caravan api-token revoke 4f1c09aa2b"})
final class ApiTokenRevoke extends Verb {

  @Parameters(paramLabel = "ID", description = "From ./caravan api-token list.")
  private String id;

  @Override
  public Integer call() {
    Settings settings = settings();
    try (Databases databases = openDatabases(settings)) {
      if (!new ApiTokens(databases.connections().get(Connections.WAREHOUSE)).revoke(id)) {
        throw CaravanException.of(ErrorCode.E104, "There is no good token with the id " + id)
            .fix("./caravan api-token list")
            .build();
      }
    }
    terminal().say("revoked " + id);
    return 0;
  }
}
