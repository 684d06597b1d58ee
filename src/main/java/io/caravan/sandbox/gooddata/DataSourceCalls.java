package io.caravan.sandbox.gooddata;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be done with a data source: tested, scanned, told of new data. */
final class DataSourceCalls {

  private final Organization organization;

  DataSourceCalls(Organization organization) {
    this.organization = organization;
  }

  void addTo(Calls calls) {
    calls
        .add("POST", "/actions/dataSource/test", (request, ids) -> test(GoodData.body(request)))
        .add("POST", "/actions/dataSources/*/test", this::testStored)
        .add("POST", "/actions/dataSources/*/scan", this::scan)
        .add("GET", "/actions/dataSources/*/scanSchemata", this::schemata)
        .add("POST", "/actions/dataSources/*/generateLogicalModel", this::generate)
        .add("POST", "/actions/dataSources/*/uploadNotification", this::notified);
  }

  private Reply testStored(Request request, List<String> ids) {
    Map<String, Object> definition = new LinkedHashMap<>(organization.dataSource(ids.get(0)));
    if (!request.body().isEmpty()) {
      definition.putAll(GoodData.body(request));
    }
    return test(definition);
  }

  /** A failed test is an answer like any other. */
  private static Reply test(Map<String, Object> definition) {
    Map<String, Object> answer = new LinkedHashMap<>();
    try (Connection connection = Database.open(definition)) {
      Map<String, Object> took = Map.of("simpleSelect", 1, "createCacheTable", 0);
      answer.put("successful", connection.isValid(5));
      answer.put("queryDurationMillis", took);
    } catch (SQLException e) {
      answer.put("successful", false);
      answer.put("error", "Connection exception: " + e.getMessage());
    }
    return Reply.json(200, answer);
  }

  private Reply scan(Request request, List<String> ids) {
    Map<String, Object> definition = organization.dataSource(ids.get(0));
    Map<String, Object> body = GoodData.body(request);
    if (body.get("separator") == null) {
      throw Refused.bad("The separator is missing.");
    }
    boolean tables = Boolean.TRUE.equals(body.get("scanTables"));
    boolean views = Boolean.TRUE.equals(body.get("scanViews"));
    String prefix = Tree.text(body, "tablePrefix");
    try (Connection connection = Database.open(definition)) {
      List<Object> found =
          new Scan(connection, Tree.text(definition, "schema"))
              .tables(tables, views, prefix, Tree.text(body, "separator"));
      return Reply.json(200, Map.of("pdm", Map.of("tables", found), "warnings", List.of()));
    } catch (SQLException e) {
      throw Refused.bad("Connection exception: " + e.getMessage());
    }
  }

  private Reply schemata(Request request, List<String> ids) {
    try (Connection connection = Database.open(organization.dataSource(ids.get(0)))) {
      return Reply.json(200, Map.of("schemaNames", Scan.schemata(connection)));
    } catch (SQLException e) {
      throw Refused.bad("Connection exception: " + e.getMessage());
    }
  }

  private Reply generate(Request request, List<String> ids) {
    organization.dataSource(ids.get(0));
    List<Object> tables = Tree.list(GoodData.body(request), "pdm", "tables");
    return Reply.json(200, Map.of("ldm", new ProposedModel(ids.get(0), tables).ldm()));
  }

  private Reply notified(Request request, List<String> ids) {
    organization.notified(ids.get(0));
    return Reply.empty(204);
  }
}
