package io.caravan.cli;

import picocli.CommandLine.Command;

/** Renews the tokens now. */
@Command(
    name = "refresh-token",
    aliases = "refresh_token",
    description = "Renew the tokens now. Calls do it by themselves when it is time.",
    footer = {"", "Example: ./caravan pipedrive refresh-token"})
final class PipedriveRefreshToken extends LoginVerb {

  @Override
  public Integer call() {
    print(logins().refresh(PipedriveCommand.ACCOUNT));
    return 0;
  }
}
