package io.caravan.cli;

import io.caravan.auth.LoginStatus;
import io.caravan.auth.Logins;
import io.caravan.error.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** How the logins stand; asks nobody. */
@Command(
    name = "status",
    description = "How the logins stand. Asks no remote system; check does.",
    footer = {"", "Example: ./caravan auth status"})
final class AuthStatus extends LoginVerb {

  @Parameters(arity = "0..1", paramLabel = "CONNECTION", description = "Only this one.")
  private String connection;

  @Override
  public Integer call() {
    Logins logins = logins();
    if (connection != null) {
      known(logins, connection);
    }
    List<LoginStatus> all =
        (connection == null ? logins.connections() : List.of(connection))
            .stream().map(logins::status).toList();
    if (terminal().json()) {
      terminal().printJson(all.stream().map(LoginVerb::fields).toList());
    } else {
      all.forEach(status -> terminal().print(line(status)));
    }
    boolean ok = all.stream().allMatch(LoginStatus::ok);
    return ok ? ExitCode.OK.number() : ExitCode.NO_PERMISSION.number();
  }
}
