package io.caravan.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, each as wide as its widest cell; cut to the width of the terminal. */
public final class Table {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    this.header = List.of(header);
  }

  public void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(cell -> cell == null ? "" : cell.toString()).toList());
  }

  public void print(Terminal terminal) {
    int[] widths = new int[header.size()];
    measure(header, widths);
    rows.forEach(row -> measure(row, widths));
    terminal.print(line(header, widths, terminal.columns()));
    for (List<String> row : rows) {
      String line = line(row, widths, terminal.columns());
      String state = row.get(0);
      terminal.print(
          line.startsWith(state) ? terminal.mark(state) + line.substring(state.length()) : line);
    }
  }

  private static void measure(List<String> cells, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
    }
  }

  private static String line(List<String> cells, int[] widths, int columns) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
    }
    String text = line.toString().stripTrailing();
    return columns > 0 && text.length() > columns
        ? text.substring(0, columns - 1) + "\u2026"
        : text;
  }
}
