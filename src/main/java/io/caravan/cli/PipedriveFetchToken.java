package io.caravan.cli;

import io.caravan.auth.LoginPart;
import io.caravan.auth.Logins;
import picocli.CommandLine.Command;

/** Exchanges a code of the consent page for tokens. */
@Command(
    name = "fetch-token",
    aliases = "fetch_token",
    description = "Exchange the code of the consent page, asked for or from stdin, for tokens.",
    footer = {
      "",
      "Example: ./caravan pipedrive fetch-token < code.txt",
      "With a browser at hand: ./caravan auth login pipedrive"
    })
final class PipedriveFetchToken extends LoginVerb {

  @Override
  public Integer call() {
    String code = SecretInput.read(terminal(), "The code");
    Logins logins = logins();
    logins.set(PipedriveCommand.ACCOUNT, LoginPart.CODE, code);
    print(logins.status(PipedriveCommand.ACCOUNT));
    return 0;
  }
}
