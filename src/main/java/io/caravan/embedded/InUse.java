package io.caravan.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Who uses a server: each process holds a shared lock on one file for as long as it does, so the
 * last one to leave is known even when others were killed. The operating system counts; no list can
 * go stale. Entered and left under the life cycle lock only.
 */
final class InUse {

  private static final String FILE = "in-use.lock";

  /**
   * One per folder and process: a process cannot lock a file twice, and would lose its lock by
   * closing any channel on that file.
   */
  private static final Map<Path, InUse> BY_FOLDER = new HashMap<>();

  private final FileChannel channel;
  private FileLock shared;
  private int users;

  private InUse(FileChannel channel) {
    this.channel = channel;
  }

  /** Says that this process uses the server of the folder, once more. */
  static synchronized void enter(Path folder) throws IOException {
    InUse inUse = BY_FOLDER.get(folder.toRealPath());
    if (inUse == null) {
      inUse =
          new InUse(
              FileChannel.open(
                  folder.resolve(FILE),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE));
      inUse.shared = inUse.channel.lock(0, Long.MAX_VALUE, true);
      BY_FOLDER.put(folder.toRealPath(), inUse);
    }
    inUse.users++;
  }

  /**
   * Takes one use back.
   *
   * @return whether nobody uses the server any more, in this process or in another
   */
  static synchronized boolean leave(Path folder) throws IOException {
    InUse inUse = BY_FOLDER.get(folder.toRealPath());
    if (--inUse.users > 0) {
      return false;
    }
    BY_FOLDER.remove(folder.toRealPath());
    try (FileChannel channel = inUse.channel) {
      inUse.shared.release();
      return channel.tryLock() != null;
    }
  }
}
