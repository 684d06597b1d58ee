package io.caravan.load;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A page that is stored by a thread of its own. */
final class PageOnItsWay {

  private final LoadRequest request;
  private final PageLoad page;
  private final FutureTask<Loader.Failure> attempt;
  private boolean wentWell;

  /**
   * Sends the page on its way.
   *
   * @param attempt stores it; returns null when it is stored
   */
  PageOnItsWay(LoadRequest request, PageLoad page, Supplier<Loader.Failure> attempt) {
    this.request = request;
    this.page = page;
    this.attempt = new FutureTask<>(attempt::get);
    // A thread costs a small part of what a page costs, and there is none to be closed in the end.
    Thread thread = new Thread(this.attempt, "load " + request.tables().keySet());
    thread.setDaemon(true);
    thread.start();
  }

  LoadRequest request() {
    return request;
  }

  PageLoad page() {
    return page;
  }

  /** Whether the page was stored at once; to be asked when it has been waited for. */
  boolean wentWell() {
    return wentWell;
  }

  /** Waits for the end of the try. Returns null when the page is stored. */
  Loader.Failure await() {
    try {
      Loader.Failure failure = attempt.get();
      wentWell = failure == null;
      return failure;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CaravanException.of(ErrorCode.E703, "Stopped while a page was being stored")
          .where(String.join(", ", request.tables().keySet()))
          .why("whether the page is stored shows in the database only")
          .fix("Run again: rows and bookmark are stored together")
          .build();
    }
  }
}
