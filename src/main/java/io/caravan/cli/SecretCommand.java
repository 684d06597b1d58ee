package io.caravan.cli;

import io.caravan.auth.SecretStore;
import io.caravan.cli.output.Questions;
import io.caravan.cli.output.SecretInput;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Secrets, kept encrypted in the data folder. A value is never an argument: others on the machine
 * can see those.
 */
@Command(
    name = "secret",
    description = "Secrets, kept encrypted in the data folder.",
    footer = {"", "Example: ./caravan secret set pipedrive.client-secret"})
final class SecretCommand extends Group {

  @Command(
      name = "set",
      description = "Store a secret. The value is asked for without echo, or read from stdin.",
      footer = {
        "",
        "Example: ./caravan secret set pipedrive.client-secret",
        "         ./caravan secret set pipedrive.token < token.txt"
      })
  void set(
      @Parameters(
              paramLabel = "NAME",
              description = "The key of a setting: pipedrive.client-secret.")
          String name) {
    String value = SecretInput.read(terminal(), name);
    new SecretStore(settings()).set(name, value);
    terminal().say("stored " + name);
  }

  @Command(
      name = "list",
      description = "The names of the stored secrets, never their values.",
      footer = {"", "Example: ./caravan secret list"})
  void list() {
    List<String> names = new SecretStore(settings()).names();
    if (terminal().json()) {
      terminal().printJson(names);
    } else {
      names.forEach(terminal()::print);
    }
  }

  @Command(
      name = "delete",
      description = "Forget a secret.",
      footer = {"", "Example: ./caravan secret delete pipedrive.token --yes"})
  void delete(
      @Parameters(paramLabel = "NAME", description = "As secret list shows it.") String name,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    SecretStore store = new SecretStore(settings());
    if (store.get(name).isEmpty()) {
      throw CaravanException.of(ErrorCode.E104, "There is no secret " + name)
          .fix("./caravan secret list")
          .build();
    }
    Questions.confirm(terminal(), yes, "Forget " + name + "?");
    store.delete(name);
    terminal().say("forgotten");
  }
}
