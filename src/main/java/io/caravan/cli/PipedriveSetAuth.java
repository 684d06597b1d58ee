package io.caravan.cli;

import io.caravan.auth.LoginPart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sets one part of the login. */
@Command(
    name = "set-auth",
    aliases = "set_auth",
    description = "Set one part of the login. The value is asked for, or read from stdin.",
    footer = {"", "Example: ./caravan pipedrive set-auth client-secret < secret.txt"})
final class PipedriveSetAuth extends LoginVerb {

  @Parameters(
      paramLabel = "PART",
      description = "client-id, client-secret, code, access-token, refresh-token or token.")
  private String part;

  @Override
  public Integer call() {
    LoginPart meant = PartOfLogin.named(part);
    String value = SecretInput.read(terminal(), meant.word());
    logins().set(PipedriveCommand.ACCOUNT, meant, value);
    terminal().say("set " + meant.word());
    return 0;
  }
}
