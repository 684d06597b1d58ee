package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who stores pages and who asks for them do not wait for each other more than they have to. */
@Timeout(30)
class ReadAheadTest {

  private static final Leg LIST = new Leg(null, Values.NONE, null, null, false);
  private static final Leg PIECE = new Leg(null, Values.NONE, null, null, true);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Pages that are there at once; after them a failure, or one that never comes, or the end. */
  private static final class Given implements Pages {

    private final List<Read> reads;
    private final Exception failure;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch never;
    private int given;

    Given(List<Read> reads, Exception failure, boolean hangs) {
      this.reads = reads;
      this.failure = failure;
      this.never = hangs ? new CountDownLatch(1) : null;
    }

    @Override
    public synchronized boolean hasNext() {
      return given < reads.size() || failure != null || never != null;
    }

    @Override
    public List<Read> next() throws Exception {
      if (given < reads.size()) {
        return List.of(reads.get(given++));
      }
      if (never != null) {
        never.await();
      }
      throw failure;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private static Pages.Read page(int number, long bytes) {
    return new Pages.Read(
        LIST, new Page(null, null, List.of(number), null, bytes, ""), false, Values.NONE);
  }

  private static List<Pages.Read> pages(int howMany, long bytes) {
    List<Pages.Read> pages = new ArrayList<>();
    for (int i = 0; i < howMany; i++) {
      pages.add(page(i, bytes));
    }
    return pages;
  }

  private static List<Object> numbers(List<Pages.Read> reads) {
    return reads.stream().map(read -> read.page().records().get(0)).toList();
  }

  @Test
  void smallPagesThatArriveTogetherComeTogetherAndInOrder() throws Exception {
    try (ReadAhead ahead = new ReadAhead(new Given(pages(5, 100), null, false), threads)) {
      assertThat(ahead.hasNext()).isTrue();
      assertThat(numbers(ahead.next())).containsExactly(0, 1, 2, 3, 4);
      assertThat(ahead.hasNext()).isFalse();
    }
  }

  @Test
  void aPageIsHandedOutAlthoughTheNextOneDoesNotCome() throws Exception {
    Given given = new Given(pages(1, 100), null, true);
    try (ReadAhead ahead = new ReadAhead(given, threads)) {
      assertThat(numbers(ahead.next())).containsExactly(0);
      assertThat(ahead.hasNext()).isTrue();
    }
    assertThat(given.closed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aFailureComesAfterThePagesBeforeIt() throws Exception {
    Exception failure = new IllegalStateException("page 3 is broken");
    try (ReadAhead ahead = new ReadAhead(new Given(pages(3, 100), failure, false), threads)) {
      assertThat(numbers(ahead.next())).containsExactly(0, 1, 2);
      assertThat(ahead.hasNext()).isTrue();
      assertThatThrownBy(ahead::next).isSameAs(failure);
      assertThat(ahead.hasNext()).isFalse();
    }
  }

  @Test
  void anErrorOfTheOtherThreadIsNotWaitedOut() {
    Error error = new OutOfMemoryError("a page too many");
    Pages broken =
        new Pages() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public List<Read> next() {
            throw error;
          }

          @Override
          public void close() {}
        };
    try (ReadAhead ahead = new ReadAhead(broken, threads)) {
      assertThatThrownBy(ahead::next).hasCause(error);
      assertThat(ahead.hasNext()).isFalse();
    }
  }

  @Test
  void noMoreThanALimitOfBytesWaits() throws Exception {
    long size = 300 * 1024;
    try (ReadAhead ahead = new ReadAhead(new Given(pages(9, size), null, false), threads)) {
      List<Object> all = new ArrayList<>();
      while (ahead.hasNext()) {
        List<Pages.Read> next = ahead.next();
        assertThat(next.size() * size).isLessThan(ReadAhead.MOST_BYTES + size);
        all.addAll(numbers(next));
      }
      assertThat(all).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void stopsWhereTheBookmarkMayMove() throws Exception {
    Page page = new Page(null, null, List.of(1), null, 10, "");
    List<Pages.Read> pieces =
        List.of(
            new Pages.Read(PIECE, page, false, Values.NONE),
            new Pages.Read(PIECE, page, true, Values.NONE),
            new Pages.Read(PIECE, page, true, Values.NONE));
    try (ReadAhead ahead = new ReadAhead(new Given(pieces, null, false), threads)) {
      assertThat(ahead.next()).hasSize(2);
      assertThat(ahead.hasNext()).isTrue();
      assertThat(ahead.next()).hasSize(1);
      assertThat(ahead.hasNext()).isFalse();
    }
  }

  @Test
  void readsNothingWhereThereIsNothing() {
    try (ReadAhead ahead = new ReadAhead(new Given(List.of(), null, false), threads)) {
      assertThat(ahead.hasNext()).isFalse();
    }
  }
}
