package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the operating system tells of another process. */
final class LiveProcess {

  private static final Path PROC = Path.of("/proc");

  private LiveProcess() {}

  /** Whether it runs. A dead one that nobody has buried yet (state Z) does not. */
  static boolean isAlive(long pid) {
    if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      return false;
    }
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException noProc) {
      return true;
    }
  }

  /** The folder it works in; empty where that cannot be seen (macOS, another user's process). */
  static Optional<Path> workingFolder(long pid) {
    try {
      return Optional.of(PROC.resolve(pid + "/cwd").toRealPath());
    } catch (IOException hidden) {
      return Optional.empty();
    }
  }

  /** Whether a process of PostgreSQL works in the folder, as all of a server's do in its data. */
  static boolean anyPostgresIn(Path folder) throws IOException {
    Path real = folder.toRealPath();
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().command().map(c -> c.contains("postgres")).orElse(true))
        .filter(p -> workingFolder(p.pid()).filter(real::equals).isPresent())
        .anyMatch(p -> isAlive(p.pid()));
  }
}
