package io.caravan.http.rest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Pages that are asked for by a thread of its own, so that who stores one does not hold up the next
 * ones. What has arrived waits here, up to a number of bytes; then the thread waits, too.
 *
 * <p>Small pages are handed out several at a time, those of a tenth of a second: a transaction for
 * each of them would cost more than what they hold.
 */
final class ReadAhead implements Pages {

  /** As JSON; as maps they take about ten times that. */
  static final long MOST_BYTES = 512 * 1024;

  private static final long ENOUGH_BYTES = MOST_BYTES / 2;
  private static final int MOST_PAGES = 50;
  private static final long GATHERING_MS = 100;

  /** What came of one more page: the page, or why there is none. */
  private record Arrived(Read read, boolean more, Exception failure) {

    boolean endsGathering() {
      return read != null && read.reachesBookmark();
    }

    long bytes() {
      return read == null ? 0 : read.page().bytes();
    }
  }

  private final Pages pages;
  private final Deque<Arrived> arrived = new ArrayDeque<>();
  private final Future<?> thread;
  private long bytes;
  private boolean more;
  private boolean closed;

  /** Begins to read at once. */
  ReadAhead(Pages pages, ExecutorService threads) {
    this.pages = pages;
    this.more = pages.hasNext();
    this.thread = more ? threads.submit(this::read) : null;
  }

  private void read() {
    try (pages) {
      boolean wanted = true;
      while (wanted) {
        for (Read read : pages.next()) {
          boolean goOn = pages.hasNext();
          wanted = add(new Arrived(read, goOn, null)) && goOn;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      fail(e);
    } catch (Error e) {
      // Whoever waits for pages would wait for ever.
      fail(new IllegalStateException(e));
      throw e;
    }
  }

  /** Yields whether anybody still wants pages, when there is room for another one. */
  private synchronized boolean add(Arrived page) throws InterruptedException {
    arrived.add(page);
    bytes += page.bytes();
    // To wake another thread for each page would cost as much as to ask for one.
    if (isEnough()) {
      notifyAll();
    }
    while (!closed && isFull()) {
      wait();
    }
    return !closed;
  }

  private boolean isFull() {
    return bytes >= MOST_BYTES || arrived.size() >= MOST_PAGES;
  }

  private boolean isEnough() {
    return bytes >= ENOUGH_BYTES
        || arrived.size() >= MOST_PAGES
        || (!arrived.isEmpty() && !arrived.getLast().more())
        || arrived.stream().anyMatch(Arrived::endsGathering);
  }

  private synchronized void fail(Exception failure) {
    arrived.add(new Arrived(null, false, failure));
    notifyAll();
  }

  @Override
  public synchronized boolean hasNext() {
    return more;
  }

  /** A failure comes alone: what came before it is stored first. */
  @Override
  public synchronized List<Read> next() throws Exception {
    while (!isEnough()) {
      wait(GATHERING_MS);
      if (!arrived.isEmpty()) {
        break;
      }
    }
    List<Read> next = new ArrayList<>();
    boolean goOn = true;
    while (goOn && !arrived.isEmpty() && arrived.peek().failure() == null) {
      Arrived page = arrived.remove();
      bytes -= page.bytes();
      more = page.more();
      next.add(page.read());
      goOn = !page.read().reachesBookmark();
    }
    if (next.isEmpty()) {
      more = false;
      throw arrived.remove().failure();
    }
    notifyAll();
    return next;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    if (thread != null) {
      thread.cancel(true);
    }
  }
}
