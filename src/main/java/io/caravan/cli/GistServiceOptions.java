package io.caravan.cli;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import picocli.CommandLine.Option;

/** How the service before Caravan was asked for one export of gists; running the pipeline is it. */
final class GistServiceOptions {

  private static final String PIPELINE = "export-gists";

  @Option(
      names = {"--fetch-new-gists", "--fetch_new_gists"},
      hidden = true)
  private boolean fetchNewGists;

  /** Fails when something else is to run. */
  void check(String name) {
    if (fetchNewGists && !name.equals(PIPELINE)) {
      throw CaravanException.of(ErrorCode.E106, "The option --fetch-new-gists cannot be used here")
          .where(name)
          .why("it belongs to the export of gists")
          .fix("./caravan run " + PIPELINE + " --fetch-new-gists")
          .build();
    }
  }
}
