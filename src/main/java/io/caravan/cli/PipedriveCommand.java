package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.auth.LoginPart;
import io.caravan.auth.Logins;
import io.caravan.cli.output.SecretInput;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pipedrive by hand. The words with underscores are those of the program this one replaces. */
@Command(
    name = "pipedrive",
    description = "Pipedrive by hand: login, look, load a file.",
    footer = {"", "Example: ./caravan pipedrive whoami"})
final class PipedriveCommand extends LoginVerbs {

  /** The name of the account in the settings. */
  static final String ACCOUNT = "pipedrive";

  @Command(
      name = "fetch-token",
      aliases = "fetch_token",
      description = "Exchange the code of the consent page, asked for or from stdin, for tokens.",
      footer = {
        "",
        "Example: ./caravan pipedrive fetch-token < code.txt",
        "With a browser at hand: ./caravan auth login pipedrive"
      })
  void fetchToken() {
    String code = SecretInput.read(terminal(), "The code");
    Logins logins = logins();
    logins.set(ACCOUNT, LoginPart.CODE, code);
    print(logins.status(ACCOUNT));
  }

  @Command(
      name = "refresh-token",
      aliases = "refresh_token",
      description = "Renew the tokens now. Calls do it by themselves when it is time.",
      footer = {"", "Example: ./caravan pipedrive refresh-token"})
  void refreshToken() {
    print(logins().refresh(ACCOUNT));
  }

  @Command(
      name = "whoami",
      description = "Ask Pipedrive who we are there, as JSON.",
      footer = {"", "Example: ./caravan pipedrive whoami"})
  void whoami() {
    ask("pipedrive.whoami");
  }

  @Command(
      name = "deals",
      description = "The deals of the account, all pages, as JSON.",
      footer = {"", "Example: ./caravan pipedrive deals > deals.json"})
  void deals() {
    ask("pipedrive.list-deals");
  }

  private void ask(String route) {
    try (Caravan caravan = startFor(settings(), route)) {
      terminal().print(Question.ask(caravan, route, Map.of()));
    }
  }

  @Command(
      name = "set-auth",
      aliases = "set_auth",
      description = "Set one part of the login. The value is asked for, or read from stdin.",
      footer = {"", "Example: ./caravan pipedrive set-auth client-secret < secret.txt"})
  void setAuth(
      @Parameters(
              paramLabel = "PART",
              description = "client-id, client-secret, code, access-token, refresh-token or token.")
          String part) {
    LoginPart meant = named(part);
    String value = SecretInput.read(terminal(), meant.word());
    logins().set(ACCOUNT, meant, value);
    terminal().say("set " + meant.word());
  }

  @Command(
      name = "show-auth",
      aliases = {"show_auth", "get-auth", "get_auth"},
      description = "What is stored of the login, masked.",
      footer = {"", "Example: ./caravan pipedrive show-auth access-token"})
  void showAuth(
      @Parameters(arity = "0..1", paramLabel = "PART", description = "Only this part.")
          String part) {
    Logins logins = logins();
    List<LoginPart> parts = part == null ? List.of(LoginPart.values()) : List.of(named(part));
    Map<String, String> shown = new LinkedHashMap<>();
    for (LoginPart one : parts) {
      shown.put(one.word(), logins.masked(ACCOUNT, one).orElse("-"));
    }
    if (terminal().json()) {
      terminal().printJson(shown);
    } else {
      shown.forEach((name, value) -> terminal().print("%-14s %s".formatted(name, value)));
    }
  }

  /** A part of a login as somebody typed it. */
  private static LoginPart named(String name) {
    List<String> known = Arrays.stream(LoginPart.values()).map(LoginPart::word).toList();
    if (!known.contains(name.replace('_', '-'))) {
      throw CaravanException.of(ErrorCode.E104, "A login has no part " + name)
          .why("its parts: " + String.join(", ", known))
          .fix("Did you mean " + Words.nearest(name, known) + "?")
          .build();
    }
    return LoginPart.of(name);
  }

  @Command(
      name = "load-file",
      aliases = "load_file",
      description = "Make the deals equal to a CSV file: order_id,title,status,value,currency.",
      footer = {"", "Example: ./caravan pipedrive load-file deals.csv --dry-run"})
  int loadFile(
      @Parameters(paramLabel = "FILE", description = "With a header line.") Path file,
      @Option(names = "--dry-run", description = "Change nothing; show what would be changed.")
          boolean dryRun,
      @Option(
              names = "--allow-deletes",
              description = "Let more deals be deleted than the guard does.")
          boolean allowDeletes) {
    if (!Files.isRegularFile(file)) {
      throw CaravanException.of(ErrorCode.E315, "There is no file " + file).build();
    }
    Settings settings = settings();
    try (Caravan caravan = startFor(settings, "pipedrive.load-file")) {
      Map<String, Object> variables =
          Map.of(
              "file", file.toAbsolutePath().toString(),
              "dryRun", dryRun,
              "allowDeletes", allowDeletes);
      return new Runner(caravan, terminal(), settings.dataDir())
          .run("pipedrive.load-file", "command", variables);
    }
  }
}
