package io.caravan.stream;

import io.caravan.run.Step;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The tables, as {@code schema.table}, that the pages of one step belong to; kept by the step. */
public final class FilledTables {

  private final Set<String> names = new ConcurrentSkipListSet<>();

  private FilledTables() {}

  /** Those of a step so far. */
  public static FilledTables of(Step step) {
    synchronized (step) {
      return step.kept(FilledTables.class)
          .orElseGet(
              () -> {
                FilledTables none = new FilledTables();
                step.keep(none);
                return none;
              });
    }
  }

  public void add(Collection<String> tables) {
    names.addAll(tables);
  }

  /** Whether a table is one of them, or was made for a list inside the records of one of them. */
  public boolean has(String table) {
    return names.stream().anyMatch(name -> table.equals(name) || table.startsWith(name + "__"));
  }
}
