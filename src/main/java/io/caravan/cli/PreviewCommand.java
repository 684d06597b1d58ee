package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.cli.output.Table;
import io.caravan.cli.output.Words;
import io.caravan.load.Sample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The first records of a stream. */
@Command(
    name = "preview",
    description = "Show the first records of a stream. Nothing is loaded, no bookmark moves.",
    footer = {"", "Example: ./caravan preview jaffle.orders --rows 5"})
final class PreviewCommand extends Verb {

  private static final int LONGEST_CELL = 40;

  @Parameters(paramLabel = "STREAM", description = "Such as jaffle.orders.")
  private String stream;

  @Option(names = "--rows", paramLabel = "N", description = "So many records (10).")
  private long rows = 10;

  @Override
  public Integer call() {
    try (Caravan caravan = start(settings(), Mode.COMMAND)) {
      Sample sample = new Sample(rows);
      Looking.at(caravan, stream, sample, rows, "preview");
      if (terminal().json()) {
        terminal().printJson(sample.tables());
      } else if (sample.tables().values().stream().allMatch(List::isEmpty)) {
        terminal().say("the stream has no records");
      } else {
        sample.tables().forEach(this::print);
      }
      return 0;
    }
  }

  private void print(String name, List<Map<String, Object>> records) {
    Set<String> columns = new LinkedHashSet<>();
    records.forEach(record -> columns.addAll(record.keySet()));
    terminal().say(name + ", " + Words.count(records.size(), "record", "records"));
    Table table = new Table(columns.toArray(String[]::new));
    for (Map<String, Object> record : records) {
      List<Object> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(cell(record.get(column))));
      table.row(cells.toArray());
    }
    table.print(terminal());
  }

  private static String cell(Object value) {
    String text = value == null ? "" : value.toString().replaceAll("\\p{Cntrl}+", " ");
    return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "\u2026";
  }
}
