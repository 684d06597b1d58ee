package io.caravan.dbt;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What dbt wrote about one call.
 *
 * @param invocation dbt's own id of the call; empty when it left no results
 * @param generatedAt when dbt wrote it; null when it left no results
 * @param nodes one result per node, in the order in which they ended
 */
public record DbtResults(String invocation, Instant generatedAt, List<NodeResult> nodes) {

  /** A call that has no results: deps and debug, or one that failed before any node. */
  static final DbtResults NONE = new DbtResults("", null, List.of());

  public DbtResults {
    nodes = List.copyOf(nodes);
  }

  /** How many nodes that ran are tables or views. */
  public long models() {
    return nodes.stream().filter(n -> n.kind().equals("model") && ran(n)).count();
  }

  /** How many nodes that ran are tests of data or logic. */
  public long tests() {
    return nodes.stream().filter(n -> n.isTest() && ran(n)).count();
  }

  private static boolean ran(NodeResult node) {
    return !node.status().equals("skipped");
  }

  /** The nodes as JSON can hold them, for the run record. */
  public List<Map<String, Object>> toList() {
    return nodes.stream().map(NodeResult::toMap).toList();
  }
}
