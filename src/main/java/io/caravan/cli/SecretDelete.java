package io.caravan.cli;

import io.caravan.auth.SecretStore;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forgets a secret. */
@Command(
    name = "delete",
    description = "Forget a secret.",
    footer = {"", "Example: ./caravan secret delete pipedrive.token --yes"})
final class SecretDelete extends Verb {

  @Parameters(paramLabel = "NAME", description = "As secret list shows it.")
  private String name;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    SecretStore store = new SecretStore(settings());
    if (store.get(name).isEmpty()) {
      throw CaravanException.of(ErrorCode.E104, "There is no secret " + name)
          .fix("./caravan secret list")
          .build();
    }
    Questions.confirm(terminal(), yes, "Forget " + name + "?");
    store.delete(name);
    terminal().say("forgotten");
    return 0;
  }
}
