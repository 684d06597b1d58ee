package io.caravan.cli;

import io.caravan.auth.LoginAttempt;
import io.caravan.auth.Logins;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a person log in by the browser, or logs in with the password that is set. */
@Command(
    name = "login",
    description = "Log in by the browser; the answer comes back by itself, or is pasted.",
    footer = {"", "Example: ./caravan auth login pipedrive"})
final class AuthLogin extends LoginVerb {

  @Parameters(paramLabel = "CONNECTION", description = "Such as pipedrive.")
  private String connection;

  @Option(
      names = "--paste",
      description = "Paste the address the browser ends at: for a browser on another machine.")
  private boolean paste;

  @Override
  public Integer call() throws InterruptedException {
    Logins logins = logins();
    known(logins, connection);
    if (logins.byPassword(connection)) {
      print(logins.logIn(connection));
      return 0;
    }
    try (LoginAttempt attempt = logins.begin(connection)) {
      boolean listens = !paste && attempt.canListen();
      if (listens) {
        attempt.listen();
      }
      terminal().err().println("Open this address and agree:");
      terminal().err().println("  " + attempt.address());
      print(listens ? attempt.awaitCallback() : attempt.paste(pasted()));
      return 0;
    }
  }

  private String pasted() {
    if (options().noInput) {
      throw CaravanException.of(ErrorCode.E813, "A login needs a person")
          .fix("./caravan auth login " + connection)
          .build();
    }
    return SecretInput.read(terminal(), "The address or the code the browser shows");
  }
}
