package io.caravan.stream;

import io.caravan.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The catalogs that stand beside the sources: which streams there are, what is in them, and what of
 * it is wanted. A source without a catalog is fine; its types are then found in its records.
 */
public final class Catalogs {

  /** What the name of a catalog ends with; before it stands the system. */
  public static final String ENDING = ".catalog.json";

  private final Path folder;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  private record Known(FileTime changed, long size, List<CatalogStream> streams) {}

  public Catalogs(Settings settings) {
    folder = settings.project().resolve("routes/sources");
  }

  /** The stream as its catalog declares it; empty when no catalog names it. */
  public Optional<CatalogStream> find(String stream) {
    return of(system(stream)).stream().filter(one -> one.name().equals(stream)).findFirst();
  }

  /** The streams of a system. A change of its file counts from the next question on. */
  public List<CatalogStream> of(String system) {
    Path file = path(system);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      long size = Files.size(file);
      Known last = known.get(file);
      if (last == null || !last.changed().equals(changed) || last.size() != size) {
        last = new Known(changed, size, CatalogFile.read(file).streams());
        known.put(file, last);
      }
      return last.streams();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The systems that have a catalog, sorted. */
  public List<String> systems() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The catalog of a system, to be changed. */
  public CatalogFile open(String system) {
    return CatalogFile.read(path(system));
  }

  private Path path(String system) {
    return folder.resolve(system + ENDING);
  }

  /** The system that a stream belongs to: what stands before the first dot. */
  public static String system(String stream) {
    int dot = stream.indexOf('.');
    return dot < 0 ? stream : stream.substring(0, dot);
  }
}
