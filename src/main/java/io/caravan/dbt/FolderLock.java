package io.caravan.dbt;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One worker at a time, among the threads of this process and among all processes of the machine.
 * The operating system frees it when its holder dies.
 */
final class FolderLock {

  /** A file lock belongs to the whole JVM, so threads need a lock of their own before it. */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel channel;

  private FolderLock(ReentrantLock threads, FileChannel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /** Waits until the lock is free and takes it. The file is made if need be and stays. */
  static FolderLock on(Path file) {
    ReentrantLock threads =
        THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock(true));
    threads.lock();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new FolderLock(threads, channel);
    } catch (IOException e) {
      threads.unlock();
      throw CaravanException.of(ErrorCode.E501, "The folder for dbt cannot be written")
          .where(file.toString())
          .why(e.toString())
          .fix("Make room or permissions for that folder", "./caravan doctor")
          .cause(e)
          .build();
    }
  }

  void release() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.unlock();
    }
  }
}
