package io.caravan.embedded;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock on a file, held by one thread of one process on this machine. The operating system
 * releases it when the process dies, however it dies.
 */
final class ExclusiveFile {

  /**
   * File locks belong to the process, not to the thread: within the process this one decides. One
   * for all files, so that two of them can never be taken in crossing order.
   */
  private static final ReentrantLock THREADS = new ReentrantLock();

  /** What is done under the lock. */
  interface Work {
    void run() throws IOException;
  }

  private ExclusiveFile() {}

  /** Waits for the lock, works, and releases it. */
  static void hold(Path file, Duration patience, Work work) throws IOException {
    THREADS.lock();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      await(channel, file, patience);
      work.run();
    } finally {
      THREADS.unlock();
    }
  }

  private static void await(FileChannel channel, Path file, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (channel.tryLock() == null) {
      if (System.nanoTime() > deadline) {
        throw CaravanException.of(
                ErrorCode.E306, "Another process is starting or stopping the embedded PostgreSQL")
            .where(file.toString())
            .why("it did not finish within " + patience.toSeconds() + " s")
            .fix("Wait for it or end it, then repeat the command", "./caravan doctor")
            .build();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
