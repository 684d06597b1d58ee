package io.caravan.sandbox.gooddata;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Executions and their results. The same question has the same result until somebody tells of new
 * data or the model changes: what was computed is remembered, as it is by GoodData.
 */
final class ExecutionCalls {

  private static final String EXECUTE = "/actions/workspaces/*/execution/afm/execute";

  private final Organization organization;
  private final Database database;
  private final Map<String, Result> results = new ConcurrentHashMap<>();

  ExecutionCalls(Organization organization, Database database) {
    this.organization = organization;
    this.database = database;
  }

  void addTo(Calls calls) {
    calls
        .add("POST", EXECUTE, this::execute)
        .add("GET", EXECUTE + "/result/*", this::result)
        .add("POST", "/actions/workspaces/*/execution/afm/cancel", this::cancel);
  }

  private Reply execute(Request request, List<String> ids) {
    Organization.Workspace workspace = organization.workspace(ids.get(0));
    Map<String, Object> body = GoodData.body(request);
    Object execution = Tree.at(body, "execution");
    Ldm ldm = new Ldm(workspace.ldm());
    List<Object> dimensions = Tree.list(body, "resultSpec", "dimensions");
    if (dimensions.isEmpty() || dimensions.size() > 2) {
      throw Refused.bad("A result has one or two dimensions.");
    }
    String id =
        "%s-%d-%08x-%08x"
            .formatted(
                workspace.id(),
                organization.news(),
                body.hashCode(),
                List.of(workspace.ldm(), workspace.analytics()).hashCode());
    results.computeIfAbsent(id, key -> compute(workspace, ldm, body, execution));
    List<Object> described = new ArrayList<>();
    for (Object dimension : dimensions) {
      described.add(described(ldm, workspace, execution, dimension));
    }
    return Reply.json(
            200,
            Map.of(
                "executionResponse",
                Map.of("dimensions", described, "links", Map.of("executionResult", id))))
        .with(Map.of("X-GDC-CANCEL-TOKEN", "cancel-" + id));
  }

  private Result compute(Organization.Workspace workspace, Ldm ldm, Object body, Object execution) {
    List<Object> metrics = Tree.list(workspace.analytics(), "metrics");
    try {
      Table table =
          database.use(
              organization.dataSource(source(ldm)),
              connection -> Table.of(connection, ldm, metrics, execution));
      return new Result(table, Tree.at(body, "resultSpec"));
    } catch (SQLException e) {
      throw Refused.bad("The query cannot be computed: " + e.getMessage());
    }
  }

  /** One execution stays within one data source. */
  private static String source(Ldm ldm) {
    Set<String> sources =
        ldm.datasets().stream()
            .map(ldm::dataSource)
            .filter(source -> source != null)
            .collect(Collectors.toSet());
    if (sources.size() != 1) {
      throw Refused.bad("The model has to have one data source, it has " + sources);
    }
    return sources.iterator().next();
  }

  private static Map<String, Object> described(
      Ldm ldm, Organization.Workspace workspace, Object execution, Object dimension) {
    List<Object> headers = new ArrayList<>();
    for (Object item : Tree.list(dimension, "itemIdentifiers")) {
      headers.add(
          item.equals("measureGroup")
              ? Map.of("measureGroupHeaders", measures(workspace, execution))
              : Map.of("attributeHeader", attribute(ldm, execution, item.toString())));
    }
    return Map.of("headers", headers, "localIdentifier", Tree.text(dimension, "localIdentifier"));
  }

  private static List<Object> measures(Organization.Workspace workspace, Object execution) {
    List<Object> headers = new ArrayList<>();
    for (Object measure : Tree.list(execution, "measures")) {
      Map<String, Object> header = new LinkedHashMap<>();
      header.put("localIdentifier", Tree.text(measure, "localIdentifier"));
      String metric = Tree.text(measure, "definition", "measure", "item", "identifier", "id");
      Tree.list(workspace.analytics(), "metrics").stream()
          .filter(candidate -> Tree.text(candidate, "id").equals(metric))
          .findFirst()
          .ifPresent(found -> header.put("name", Tree.text(found, "title")));
      headers.add(header);
    }
    return headers;
  }

  private static Map<String, Object> attribute(Ldm ldm, Object execution, String item) {
    String label =
        Tree.list(execution, "attributes").stream()
            .filter(attribute -> item.equals(Tree.text(attribute, "localIdentifier")))
            .map(attribute -> Tree.text(attribute, "label", "identifier", "id"))
            .findFirst()
            .orElseThrow(() -> Refused.bad("The dimension names '" + item + "'."));
    String attribute = ldm.attributeOf(label);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("attribute", Map.of("id", attribute, "type", "attribute"));
    header.put("attributeName", ldm.title(attribute));
    header.put("label", Map.of("id", label, "type", "label"));
    header.put("labelName", ldm.title(label));
    header.put("localIdentifier", item);
    header.put("primaryLabel", Map.of("id", attribute, "type", "label"));
    header.put("valueType", ldm.valueType(label));
    return header;
  }

  private Reply result(Request request, List<String> ids) {
    organization.workspace(ids.get(0));
    Result result = results.get(ids.get(1));
    if (result == null) {
      throw Refused.notFound();
    }
    List<Integer> offset = numbers(request, "offset");
    List<Integer> limit = numbers(request, "limit");
    if (offset.size() != result.dimensions() || limit.size() != result.dimensions()) {
      throw Refused.bad("offset and limit have one number for each dimension.");
    }
    return Reply.json(200, result.page(offset, limit));
  }

  private static List<Integer> numbers(Request request, String name) {
    String given = request.query().getOrDefault(name, "");
    if (!given.matches("\\d{1,6}(,\\d{1,6})?")) {
      throw Refused.bad(name + " is missing or no list of numbers.");
    }
    return List.of(given.split(",")).stream().map(Integer::valueOf).toList();
  }

  /** Yields the executions that were given up. */
  private Reply cancel(Request request, List<String> ids) {
    Map<String, Object> pairs = Tree.map(GoodData.body(request), "resultIdToCancelTokenPairs");
    Map<String, Object> taken = new LinkedHashMap<>();
    pairs.forEach(
        (id, token) -> {
          if (("cancel-" + id).equals(token) && results.remove(id) != null) {
            taken.put(id, token);
          }
        });
    return Reply.json(200, Map.of("resultIdToCancelTokenPairs", taken));
  }
}
