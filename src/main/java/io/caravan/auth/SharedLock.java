package io.caravan.auth;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One holder at a time, over all threads and all processes that name the same file.
 *
 * <p>The file alone would not do: the operating system counts locks by process and drops them when
 * any stream on the file is closed, so threads need a lock of their own first.
 */
final class SharedLock {

  private static final Map<Path, ReentrantLock> BY_FILE = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock threads;

  SharedLock(Path file) {
    this.file = file.toAbsolutePath().normalize();
    this.threads = BY_FILE.computeIfAbsent(this.file, path -> new ReentrantLock());
  }

  /** What is done while the lock is held. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Waits for the lock, does the work, lets go. The same thread may ask again inside. */
  <T> T hold(Work<T> work) throws IOException {
    threads.lock();
    try {
      if (threads.getHoldCount() > 1) {
        return work.run();
      }
      PrivateFiles.createFolder(file.getParent());
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        return held.isValid() ? work.run() : null;
      }
    } finally {
      threads.unlock();
    }
  }
}
