package io.caravan.cli;

import io.caravan.app.Databases;
import io.caravan.cli.output.RejectReport;
import io.caravan.cli.output.Table;
import io.caravan.cli.output.Words;
import io.caravan.db.Connections;
import io.caravan.load.Rejects;
import io.caravan.load.StoredReject;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The records that could not be stored. */
@Command(
    name = "rejects",
    description =
        "Records that could not be stored, with the reason; without a stream, how many each has.",
    subcommands = RejectsReplay.class,
    footer = {
      "",
      "Example: ./caravan rejects jaffle.orders",
      "         ./caravan rejects replay jaffle.orders"
    })
final class RejectsCommand extends Verb {

  private static final int LONGEST_RECORD = 120;

  @Parameters(arity = "0..1", paramLabel = "STREAM", description = "A stream.")
  private String stream;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many (100).")
  private int limit = 100;

  @Mixin private NamedDatabase database;

  @Override
  public Integer call() {
    try (Databases databases = openDatabases(settings())) {
      Rejects rejects =
          new Rejects(database.in(databases), databases.connections().get(Connections.WAREHOUSE));
      if (stream == null) {
        printStreams(rejects.streams());
      } else {
        printRejects(rejects.list(stream, limit), rejects.count(stream));
      }
      return 0;
    }
  }

  private void printStreams(Map<String, Long> streams) {
    if (terminal().json()) {
      terminal().printJson(streams);
      return;
    }
    Table table = new Table("STREAM", "REJECTS");
    streams.forEach(table::row);
    table.print(terminal());
  }

  private void printRejects(List<StoredReject> found, long all) {
    if (terminal().json()) {
      terminal().printJson(found.stream().map(RejectReport::of).toList());
      return;
    }
    Table table = new Table("LAST SEEN", "RUN", "WHERE", "REASON", "RECORD");
    found.forEach(
        reject ->
            table.row(
                Words.time(reject.lastSeen().toInstant()),
                reject.runId(),
                reject.where(),
                reject.reason(),
                cut(reject.raw())));
    table.print(terminal());
    if (all > found.size()) {
      terminal().print("... and " + (all - found.size()) + " more: --limit " + all);
    }
  }

  private static String cut(String raw) {
    return raw.length() <= LONGEST_RECORD ? raw : raw.substring(0, LONGEST_RECORD) + "...";
  }
}
