package io.caravan.http.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.error.CaravanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * Asks for what belongs to the records of a page, several calls at once, and puts each answer into
 * its record. A record of which a call fails for good is given back as missing, so that it can be
 * reported; a failure that concerns all calls, such as a rejected login, ends the read.
 */
final class Details {

  private final DetailRules rules;
  private final DetailCalls.Asking asking;
  private final ExecutorService threads;
  private final JqTexts jq;

  /**
   * A record that lacks something.
   *
   * @param reason why, with the call
   */
  record Missing(Object record, CaravanException reason) {}

  /**
   * @param asking makes the call of a path
   */
  Details(DetailRules rules, DetailCalls.Asking asking, ExecutorService threads, JqTexts jq) {
    this.rules = rules;
    this.asking = asking;
    this.threads = threads;
    this.jq = jq;
  }

  /**
   * Completes the records in place, as trees, and takes out those that cannot be.
   *
   * @return what was taken out
   */
  List<Missing> complete(List<Object> records, Values values) throws Exception {
    // The mapping that comes after this wants trees, too.
    records.replaceAll(Nodes::of);
    List<DetailCalls.Wanted> wanted = wanted(records, values);
    DetailCalls calls = new DetailCalls(wanted, asking);
    calls.make(threads, rules.inFlight());
    for (int i = 0; i < wanted.size(); i++) {
      DetailCalls.Wanted call = wanted.get(i);
      if (records.get(call.record()) instanceof ObjectNode record) {
        record.set(call.name(), calls.answer(i));
      }
    }
    return takenOut(records, calls.failed());
  }

  private List<DetailCalls.Wanted> wanted(List<Object> records, Values values) {
    List<DetailCalls.Wanted> calls = new ArrayList<>();
    List<Map<String, String>> paths = rules.of(records, values, jq);
    for (int i = 0; i < paths.size(); i++) {
      int record = i;
      paths.get(i).forEach((name, path) -> calls.add(new DetailCalls.Wanted(record, name, path)));
    }
    return calls;
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
