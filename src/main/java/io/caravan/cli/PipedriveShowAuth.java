package io.caravan.cli;

import io.caravan.auth.LoginPart;
import io.caravan.auth.Logins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is stored of the login, masked. */
@Command(
    name = "show-auth",
    aliases = {"show_auth", "get-auth", "get_auth"},
    description = "What is stored of the login, masked.",
    footer = {"", "Example: ./caravan pipedrive show-auth access-token"})
final class PipedriveShowAuth extends LoginVerb {

  @Parameters(arity = "0..1", paramLabel = "PART", description = "Only this part.")
  private String part;

  @Override
  public Integer call() {
    Logins logins = logins();
    List<LoginPart> parts =
        part == null ? List.of(LoginPart.values()) : List.of(PartOfLogin.named(part));
    Map<String, String> shown = new LinkedHashMap<>();
    for (LoginPart one : parts) {
      shown.put(one.word(), logins.masked(PipedriveCommand.ACCOUNT, one).orElse("-"));
    }
    if (terminal().json()) {
      terminal().printJson(shown);
    } else {
      shown.forEach((name, value) -> terminal().print("%-14s %s".formatted(name, value)));
    }
    return 0;
  }
}
