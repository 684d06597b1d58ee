package io.caravan.cli;

import io.caravan.app.Caravan;
import java.util.Map;
import picocli.CommandLine.Command;

/** The deals of the account. */
@Command(
    name = "deals",
    description = "The deals of the account, all pages, as JSON.",
    footer = {"", "Example: ./caravan pipedrive deals > deals.json"})
final class PipedriveDeals extends Verb {

  @Override
  public Integer call() {
    try (Caravan caravan = startFor(settings(), "pipedrive.list-deals")) {
      terminal().print(Question.ask(caravan, "pipedrive.list-deals", Map.of()));
      return 0;
    }
  }
}
