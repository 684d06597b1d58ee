package io.caravan.cli;

import io.caravan.app.Caravan;
import java.util.Map;
import picocli.CommandLine.Command;

/** Asks Pipedrive who we are there. */
@Command(
    name = "whoami",
    description = "Ask Pipedrive who we are there, as JSON.",
    footer = {"", "Example: ./caravan pipedrive whoami"})
final class PipedriveWhoami extends Verb {

  @Override
  public Integer call() {
    try (Caravan caravan = startFor(settings(), "pipedrive.whoami")) {
      terminal().print(Question.ask(caravan, "pipedrive.whoami", Map.of()));
      return 0;
    }
  }
}
