package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Asks for what belongs to the records of a page, several calls at once, and puts each answer into
 * its record. A record of which a call fails for good is given back as missing, so that it can be
 * reported; a failure that concerns all calls, such as a rejected login, ends the read.
 */
final class Details {

  /** What concerns the one call only: the answer of others may well be good. */
  private static final Set<ErrorCode> OF_ONE_CALL = Set.of(ErrorCode.E201, ErrorCode.E206);

  private final DetailRules rules;
  private final Function<String, Future<Page>> asking;
  private final JqTexts jq;

  /**
   * A record that lacks something.
   *
   * @param reason why, with the call
   */
  record Missing(Object record, CaravanException reason) {}

  /**
   * @param asking begins the call of a path
   */
  Details(DetailRules rules, Function<String, Future<Page>> asking, JqTexts jq) {
    this.rules = rules;
    this.asking = asking;
    this.jq = jq;
  }

  private record Asked(int record, String name, Future<Page> answer) {}

  private record Wanted(int record, String name, String path) {}

  /**
   * Completes the records in place and takes out those that cannot be.
   *
   * @return what was taken out
   */
  List<Missing> complete(List<Object> records, Values values) throws Exception {
    Map<Integer, CaravanException> failed = new HashMap<>();
    Deque<Asked> onTheirWay = new ArrayDeque<>();
    try {
      for (Wanted call : calls(records, values)) {
        if (onTheirWay.size() >= rules.inFlight()) {
          take(onTheirWay.remove(), records, failed);
        }
        onTheirWay.add(new Asked(call.record, call.name, asking.apply(call.path)));
      }
      while (!onTheirWay.isEmpty()) {
        take(onTheirWay.remove(), records, failed);
      }
    } finally {
      onTheirWay.forEach(asked -> asked.answer.cancel(true));
    }
    return takenOut(records, failed);
  }

  private List<Wanted> calls(List<Object> records, Values values) {
    List<Wanted> calls = new ArrayList<>();
    List<Map<String, String>> paths = rules.of(records, values, jq);
    for (int i = 0; i < paths.size(); i++) {
      int record = i;
      paths.get(i).forEach((name, path) -> calls.add(new Wanted(record, name, path)));
    }
    return calls;
  }

  private static void take(Asked asked, List<Object> records, Map<Integer, CaravanException> failed)
      throws Exception {
    try {
      Object answer = Reading.wait(asked.answer).body();
      Map<String, Object> complete = new LinkedHashMap<>();
      ((Map<?, ?>) records.get(asked.record))
          .forEach((name, value) -> complete.put(name.toString(), value));
      complete.put(asked.name, answer);
      records.set(asked.record, complete);
    } catch (CaravanException e) {
      if (!OF_ONE_CALL.contains(e.code())) {
        throw e;
      }
      failed.putIfAbsent(asked.record, e);
    }
  }

  private static List<Missing> takenOut(
      List<Object> records, Map<Integer, CaravanException> failed) {
    List<Missing> missing = new ArrayList<>();
    for (int i = records.size() - 1; i >= 0; i--) {
      if (failed.containsKey(i)) {
        missing.add(0, new Missing(records.remove(i), failed.get(i)));
      }
    }
    return missing;
  }
}
