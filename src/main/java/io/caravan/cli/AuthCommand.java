package io.caravan.cli;

import io.caravan.auth.LoginAttempt;
import io.caravan.auth.LoginStatus;
import io.caravan.auth.Logins;
import io.caravan.cli.output.Questions;
import io.caravan.cli.output.SecretInput;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Logins to remote systems. */
@Command(
    name = "auth",
    description = "Logins to remote systems.",
    footer = {"", "Example: ./caravan auth login pipedrive"})
final class AuthCommand extends LoginVerbs {

  private static final String SUCH_AS = "Such as pipedrive.";

  @Command(
      name = "login",
      description = "Log in by the browser; the answer comes back by itself, or is pasted.",
      footer = {"", "Example: ./caravan auth login pipedrive"})
  void login(
      @Parameters(paramLabel = "CONNECTION", description = SUCH_AS) String connection,
      @Option(
              names = "--paste",
              description =
                  "Paste the address the browser ends at: for a browser on another machine.")
          boolean paste)
      throws InterruptedException {
    Logins logins = logins();
    known(logins, connection);
    if (logins.byPassword(connection)) {
      print(logins.logIn(connection));
      return;
    }
    try (LoginAttempt attempt = logins.begin(connection)) {
      boolean listens = !paste && attempt.canListen();
      if (listens) {
        attempt.listen();
      }
      terminal().err().println("Open this address and agree:");
      terminal().err().println("  " + attempt.address());
      print(listens ? attempt.awaitCallback() : attempt.paste(pasted(connection)));
    }
  }

  private String pasted(String connection) {
    if (options().noInput) {
      throw CaravanException.of(ErrorCode.E813, "A login needs a person")
          .fix("./caravan auth login " + connection)
          .build();
    }
    return SecretInput.read(terminal(), "The address or the code the browser shows");
  }

  @Command(
      name = "status",
      description = "How the logins stand. Asks no remote system; check does.",
      footer = {"", "Example: ./caravan auth status"})
  int status(
      @Parameters(arity = "0..1", paramLabel = "CONNECTION", description = "Only this one.")
          String connection) {
    Logins logins = logins();
    if (connection != null) {
      known(logins, connection);
    }
    List<LoginStatus> all =
        (connection == null ? logins.connections() : List.of(connection))
            .stream().map(logins::status).toList();
    if (terminal().json()) {
      terminal().printJson(all.stream().map(LoginVerbs::fields).toList());
    } else {
      all.forEach(status -> terminal().print(line(status)));
    }
    boolean ok = all.stream().allMatch(LoginStatus::ok);
    return ok ? ExitCode.OK.number() : ExitCode.NO_PERMISSION.number();
  }

  @Command(
      name = "logout",
      description = "Forget the login and the token of a connection.",
      footer = {"", "Example: ./caravan auth logout pipedrive --yes"})
  void logout(
      @Parameters(paramLabel = "CONNECTION", description = SUCH_AS) String connection,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    Logins logins = logins();
    known(logins, connection);
    Questions.confirm(terminal(), yes, "Forget the login of " + connection + "?");
    terminal().say(logins.logout(connection) ? "forgotten" : "there was no login");
  }
}
