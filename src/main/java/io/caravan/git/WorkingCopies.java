package io.caravan.git;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The clones of the runs that go on: one per run and repository, shared by its streams, deleted
 * with the run.
 *
 * <p>A lock file beside each clone is held while its process lives, so that the clones of processes
 * that were killed can be told apart and deleted.
 */
final class WorkingCopies {

  /** Fills a folder that does not exist yet. */
  interface Filling {
    void into(Path folder) throws IOException;
  }

  private record Copy(Path folder, FileChannel lock) {}

  private final Path work;
  private final Map<Path, Copy> held = new ConcurrentHashMap<>();

  /**
   * @param work where the folder of each run is
   */
  WorkingCopies(Path work) {
    this.work = work;
  }

  /** The clone of a repository in a run; filled by the first who asks, the others wait for it. */
  Path of(Run run, String repository, Filling filling) {
    String hash = HexFormat.of().toHexDigits(repository.hashCode());
    Path folder = work.resolve(run.id()).resolve("git-" + hash).toAbsolutePath();
    return held.computeIfAbsent(
            folder,
            path -> {
              Copy copy = fill(path, filling);
              run.onEnd(() -> discard(path, held.remove(path).lock()));
              return copy;
            })
        .folder();
  }

  private Copy fill(Path folder, Filling filling) {
    FileChannel lock = null;
    try {
      deleteLeftovers();
      Files.createDirectories(folder.getParent());
      lock = FileChannel.open(lockOf(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock.lock();
      filling.into(folder);
      return new Copy(folder, lock);
    } catch (IOException e) {
      discard(folder, lock);
      throw CaravanException.of(ErrorCode.E305, "Cannot keep a working copy of the repository")
          .where(folder.toString())
          .why(e.toString())
          .fix("Free some space, or point caravan.data-dir to another disk")
          .cause(e)
          .build();
    } catch (RuntimeException e) {
      discard(folder, lock);
      throw e;
    }
  }

  private void deleteLeftovers() throws IOException {
    if (!Files.isDirectory(work)) {
      return;
    }
    try (Stream<Path> files = Files.find(work, 2, (path, kind) -> isLock(path))) {
      for (Path file : files.toList()) {
        String name = file.toString();
        Path folder = Path.of(name.substring(0, name.length() - ".lock".length()));
        if (held.containsKey(folder.toAbsolutePath())) {
          continue;
        }
        try (FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
          if (lock.tryLock() != null) {
            discard(folder, lock);
          }
        } catch (OverlappingFileLockException e) {
          continue;
        }
      }
    }
  }

  private static boolean isLock(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith("git-") && name.endsWith(".lock");
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".lock");
  }

  private static void discard(Path folder, FileChannel lock) {
    try {
      deleteTree(folder);
      Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".config"));
      Files.deleteIfExists(lockOf(folder));
      if (lock != null) {
        lock.close();
      }
      for (Path empty : List.of(folder.getParent(), folder.getParent().getParent())) {
        try (Stream<Path> inside = Files.list(empty)) {
          if (inside.findAny().isPresent()) {
            return;
          }
        }
        Files.delete(empty);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes links themselves and never what they point to. */
  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes kind) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, IOException failure)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
