package io.caravan.cli;

import io.caravan.auth.SecretStore;
import java.util.List;
import picocli.CommandLine.Command;

/** The names of the stored secrets. */
@Command(
    name = "list",
    description = "The names of the stored secrets, never their values.",
    footer = {"", "Example: ./caravan secret list"})
final class SecretList extends Verb {

  @Override
  public Integer call() {
    List<String> names = new SecretStore(settings()).names();
    if (terminal().json()) {
      terminal().printJson(names);
    } else {
      names.forEach(terminal()::print);
    }
    return 0;
  }
}
