package io.caravan.cli;

import com.github.f4b6a3.ulid.UlidCreator;
import io.caravan.app.Databases;
import io.caravan.db.Connections;
import io.caravan.error.ExitCode;
import io.caravan.load.Rejects;
import io.caravan.load.Replayed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Loads rejects again, after a fix. */
@Command(
    name = "replay",
    description = "Load the rejects of a stream again; what lands is no reject any more.",
    footer = {"", "Example: ./caravan rejects replay jaffle.orders"})
final class RejectsReplay extends Verb {

  @Parameters(paramLabel = "STREAM", description = "A stream.")
  private String stream;

  @Mixin private NamedDatabase database;

  @Override
  public Integer call() {
    try (Databases databases = openDatabases(settings())) {
      Rejects rejects =
          new Rejects(database.in(databases), databases.connections().get(Connections.WAREHOUSE));
      Replayed replayed = rejects.replay(stream, "replay-" + UlidCreator.getMonotonicUlid());
      if (terminal().json()) {
        terminal().printJson(replayed);
      } else {
        terminal()
            .print(
                "%d landed, %d outdated by newer rows, %d refused again"
                    .formatted(replayed.landed(), replayed.outdated(), replayed.refused()));
      }
      return replayed.refused() == 0 ? ExitCode.OK.number() : ExitCode.BAD_DATA.number();
    }
  }
}
