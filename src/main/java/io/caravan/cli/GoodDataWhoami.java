package io.caravan.cli;

import java.util.Map;
import picocli.CommandLine.Command;

/** Asks GoodData which organisation the token belongs to. */
@Command(
    name = "whoami",
    description = "Ask GoodData which organisation this is, as JSON.",
    footer = {"", "Example: ./caravan gooddata whoami"})
final class GoodDataWhoami extends GoodDataVerb {

  @Override
  public Integer call() {
    return ask("gooddata.whoami", Map.of());
  }
}
