package io.caravan.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls for the records of one page. A few threads make them, each taking the next one when it
 * has done one: to hand over every single call would cost a tenth of it.
 */
final class DetailCalls {

  /** What concerns the one call only: the answer of others may well be good. */
  private static final Set<ErrorCode> OF_ONE_CALL = Set.of(ErrorCode.E201, ErrorCode.E206);

  /** Makes one call and waits for its answer. */
  @FunctionalInterface
  interface Asking {
    Object answer(String path) throws Exception;
  }

  /**
   * A call.
   *
   * @param record the place of its record in the page
   * @param name the field that the answer becomes
   */
  record Wanted(int record, String name, String path) {}

  private final List<Wanted> calls;
  private final Asking asking;
  private final JsonNode[] answers;
  private final Map<Integer, CaravanException> failed = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  DetailCalls(List<Wanted> calls, Asking asking) {
    this.calls = calls;
    this.asking = asking;
    this.answers = new JsonNode[calls.size()];
  }

  /**
   * Makes all calls and returns when they are done; fails when one fails in a way that concerns
   * them all.
   */
  void make(ExecutorService threads, int inFlight) throws Exception {
    List<Future<?>> working = new ArrayList<>();
    try {
      for (int i = 0; i < Math.min(inFlight, calls.size()); i++) {
        working.add(
            threads.submit(
                () -> {
                  work();
                  return null;
                }));
      }
      for (Future<?> one : working) {
        Reading.wait(one);
      }
    } finally {
      next.set(calls.size());
      working.forEach(one -> one.cancel(true));
    }
  }

  private void work() throws Exception {
    try {
      for (int i = next.getAndIncrement(); i < calls.size(); i = next.getAndIncrement()) {
        take(i);
      }
    } catch (Exception e) {
      next.set(calls.size());
      throw e;
    }
  }

  private void take(int i) throws Exception {
    try {
      answers[i] = Nodes.of(asking.answer(calls.get(i).path()));
    } catch (CaravanException e) {
      if (!OF_ONE_CALL.contains(e.code())) {
        throw e;
      }
      failed.putIfAbsent(calls.get(i).record(), e);
    }
  }

  /** The answer of a call; null when it failed. */
  JsonNode answer(int call) {
    return answers[call];
  }

  /** Why records lack something, by their place in the page. */
  Map<Integer, CaravanException> failed() {
    return failed;
  }
}
