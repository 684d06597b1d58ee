package io.caravan.file;

import io.caravan.stream.ReadDays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the files of one run are called: {@code sessions-2024-01-01-2024-01-31.csv} where days were
 * read, {@code dict-agents.csv} where a table was read whole.
 */
final class FileNames {

  private final String ending;
  private final boolean withSchema;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param ending after the dot
   * @param withSchema whether tables are called with their schema, as where there are several
   */
  FileNames(String ending, boolean withSchema) {
    this.ending = ending;
    this.withSchema = withSchema;
  }

  /** The name for a table; no two are the same, also where capitals do not count. */
  String of(ApartTable table, Optional<ReadDays> days) {
    String plain =
        (withSchema ? table.name() : table.table()).replaceAll("[^\\p{L}\\p{N}._-]", "_");
    String name =
        days.map(read -> plain + "-" + read.first() + "-" + read.last()).orElse("dict-" + plain);
    String free = name;
    for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
      free = name + "_" + n;
    }
    return free + "." + ending;
  }
}
