package io.caravan.cli;

import io.caravan.auth.Logins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forgets a login. */
@Command(
    name = "logout",
    description = "Forget the login and the token of a connection.",
    footer = {"", "Example: ./caravan auth logout pipedrive --yes"})
final class AuthLogout extends LoginVerb {

  @Parameters(paramLabel = "CONNECTION", description = "Such as pipedrive.")
  private String connection;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    Logins logins = logins();
    known(logins, connection);
    Questions.confirm(terminal(), yes, "Forget the login of " + connection + "?");
    terminal().say(logins.logout(connection) ? "forgotten" : "there was no login");
    return 0;
  }
}
