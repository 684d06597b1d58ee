package io.caravan.cli.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** A file that may still grow, printed from where the last print ended. */
public final class Tail {

  private final Path file;
  private final PrintWriter out;
  private long position;

  public Tail(Path file, PrintWriter out) {
    this.file = file;
    this.out = out;
  }

  /** Prints the last lines there are, all of them for null. */
  public void printLast(Integer lines) throws IOException {
    Deque<String> last = new ArrayDeque<>();
    read(
        line -> {
          if (lines == null) {
            out.println(line);
          } else {
            last.addLast(line);
            if (last.size() > lines) {
              last.removeFirst();
            }
          }
        });
    last.forEach(out::println);
    out.flush();
  }

  /** Prints what was added since. */
  public void printNew() throws IOException {
    read(out::println);
    out.flush();
  }

  private void read(java.util.function.Consumer<String> sink) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = channel.size();
      channel.position(position);
      BufferedReader reader =
          new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      String line;
      while ((line = reader.readLine()) != null) {
        sink.accept(line);
      }
      position = Math.max(end, channel.position());
    }
  }
}
