package io.caravan.web;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What a pipeline does that requests begin: it says that it began, and ends when it may. */
public final class HookedWork {

  static final BlockingQueue<Integer> BEGUN = new LinkedBlockingQueue<>();
  static final Semaphore MAY_END = new Semaphore(0);

  private static final AtomicInteger RUNS = new AtomicInteger();

  /** Called by the pipeline. */
  public void work() throws InterruptedException {
    BEGUN.add(RUNS.incrementAndGet());
    MAY_END.acquire();
  }
}
