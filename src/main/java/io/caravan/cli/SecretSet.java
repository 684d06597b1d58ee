package io.caravan.cli;

import io.caravan.auth.SecretStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stores a secret. Its value is never an argument: others on the machine can see those. */
@Command(
    name = "set",
    description = "Store a secret. The value is asked for without echo, or read from stdin.",
    footer = {
      "",
      "Example: ./caravan secret set pipedrive.client-secret",
      "         ./caravan secret set pipedrive.token < token.txt"
    })
final class SecretSet extends Verb {

  @Parameters(paramLabel = "NAME", description = "The key of a setting: pipedrive.client-secret.")
  private String name;

  @Override
  public Integer call() {
    String value = SecretInput.read(terminal(), name);
    new SecretStore(settings()).set(name, value);
    terminal().say("stored " + name);
    return 0;
  }
}
