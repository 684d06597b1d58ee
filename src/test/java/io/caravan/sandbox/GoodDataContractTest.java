package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import io.caravan.contracts.GoodDataContract;
import io.caravan.contracts.VendorContract;
import io.caravan.db.DatabaseAddress;
import io.caravan.sandbox.http.Exchange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox answers what GoodData's contract allows, and computes what was asked. */
class GoodDataContractTest {

  private static final String API = GoodDataSandbox.BASE + "/api/v1";
  private static final String EXECUTE = API + "/actions/workspaces/w/execution/afm/execute";

  private static final String LDM =
      """
      {"ldm": {"datasets": [
        {"id": "people", "title": "People", "grain": [{"id": "person", "type": "attribute"}], "references": [],
         "dataSourceTableId": {"dataSourceId": "ds", "id": "people", "path": ["shop", "people"], "type": "dataSource"},
         "attributes": [{"id": "person", "title": "Person", "sourceColumn": "id", "labels": [
           {"id": "person.name", "title": "Name", "sourceColumn": "name"}]}]},
        {"id": "orders", "title": "Orders", "grain": [{"id": "order", "type": "attribute"}],
         "dataSourceTableId": {"dataSourceId": "ds", "id": "orders", "path": ["shop", "orders"], "type": "dataSource"},
         "attributes": [{"id": "order", "title": "Order", "sourceColumn": "id", "labels": []}],
         "facts": [{"id": "price", "title": "Price", "sourceColumn": "price"}],
         "references": [
           {"identifier": {"id": "people", "type": "dataset"}, "multivalue": false, "sources": [
             {"column": "person", "target": {"id": "person", "type": "attribute"}}]},
           {"identifier": {"id": "date", "type": "dataset"}, "multivalue": false, "sources": [
             {"column": "at", "target": {"id": "date", "type": "date"}}]}]}],
       "dateInstances": [{"id": "date", "title": "Date", "granularities": ["MONTH", "YEAR"],
         "granularitiesFormatting": {"titleBase": "", "titlePattern": "%titleBase - %granularityTitle"}}]}}
      """;

  private static DatabaseAddress database;
  private static Sandbox sandbox;
  private static Caller caller;

  private final GoodDataContract contract = VendorContract.required(GoodDataContract.load());
  private final List<Exchange> traffic = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws SQLException {
    sandbox = Sandbox.start(0);
    caller = new Caller(sandbox.address());
    caller.use(GoodDataSandbox.TOKEN);
    database = TestDatabase.create();
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create schema shop;
          create table shop.people (id int primary key, name text);
          create table shop.orders (id int primary key, person int references shop.people, price numeric, at timestamp);
          insert into shop.people values (1, 'Ann'), (2, 'Bob');
          insert into shop.orders values (1, 1, 10, '2024-01-05'), (2, 1, 20, '2024-02-05'), (3, 2, 5, '2024-02-06'),
            (4, null, 1, '2023-02-01')
          """);
    }
    send(
        "POST",
        "/entities/dataSources",
        """
        {"data": {"id": "ds", "type": "dataSource", "attributes": {"name": "Shop", "type": "POSTGRESQL",
          "url": "%s", "schema": "shop", "username": "%s", "password": "%s"}}}
        """
            .formatted(database.jdbcUrl(), database.user(), database.password()));
    send(
        "POST",
        "/entities/workspaces",
        "{\"data\": {\"id\": \"w\", \"type\": \"workspace\", \"attributes\": {\"name\": \"W\"}}}");
    send("PUT", "/layout/workspaces/w/logicalModel", LDM);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void listen() {
    sandbox.onExchange(traffic::add);
  }

  @AfterEach
  void clear() {
    sandbox.gooddata().clearFaults();
  }

  private static Caller.Answer send(String method, String path, String body) {
    return caller.json(method, API + path, body);
  }

  /** The rows of the answer to a question by names of people, each with its label and values. */
  private static String ask(String measures, String filters) {
    return ask(
        "{\"localIdentifier\": \"n\", \"label\": {\"identifier\": {\"id\": \"person.name\", \"type\": \"label\"}}}",
        measures,
        filters);
  }

  private static String ask(String attributes, String measures, String filters) {
    String body =
        """
        {"execution": {"attributes": [%s], "measures": [%s], "filters": [%s]}, "resultSpec": {"dimensions": [
          {"localIdentifier": "dim_0", "itemIdentifiers": ["n"]}, {"localIdentifier": "dim_1", "itemIdentifiers": ["measureGroup"]}]}}
        """
            .formatted(attributes, measures, filters);
    Caller.Answer answer = caller.json("POST", EXECUTE, body);
    String id = answer.json().at("/executionResponse/links/executionResult").asText();
    Caller.Answer result = caller.get(EXECUTE + "/result/" + id + "?offset=0%2C0&limit=100%2C100");
    return result
            .json()
            .at("/dimensionHeaders/0/headerGroups/0/headers")
            .findValuesAsText("labelValue")
        + " "
        + result.json().path("data");
  }

  private static String sum(String name, String more) {
    return """
        {"localIdentifier": "%s", "definition": {"measure": {"aggregation": "SUM", "computeRatio": false, "filters": [%s],
          "item": {"identifier": {"id": "price", "type": "fact"}}}}}
        """
        .formatted(name, more);
  }

  @Test
  void listsAndEntitiesAreAsInTheContractAndSecretsStayInside() {
    for (String path :
        List.of(
            "/entities/dataSources?page=0&size=500",
            "/entities/dataSources/ds",
            "/entities/workspaces?page=0&size=1",
            "/entities/workspaces/w?include=workspaces",
            "/entities/workspaces/w/visualizationObjects?page=0&size=500",
            "/entities/workspaces/w/metrics?page=0&size=500",
            "/entities/organization",
            "/layout/dataSources",
            "/layout/workspaces/w/logicalModel",
            "/layout/workspaces/w/analyticsModel?exclude=ACTIVITY_INFO",
            "/actions/dataSources/ds/scanSchemata",
            "/options")) {
      assertThat(caller.get(API + path).status()).as(path).isIn(200, 302);
    }
    send("POST", "/actions/dataSources/ds/test", "{}");
    send(
        "POST",
        "/actions/dataSources/ds/scan",
        "{\"separator\": \"__\", \"scanTables\": true, \"scanViews\": false}");
    send("POST", "/actions/dataSources/ds/uploadNotification", null);

    assertThat(traffic).hasSize(15).flatExtracting(contract::problems).isEmpty();
    assertThat(traffic)
        .allSatisfy(call -> assertThat(call.reply().body()).doesNotContain(database.password()));
  }

  @Test
  void measuresAreComputedFromTheTables() {
    assertThat(ask(sum("m", ""), "")).isEqualTo("[Ann, Bob, ] [[30.0],[5.0],[1.0]]");
    String count =
        "{\"localIdentifier\": \"c\", \"definition\": {\"measure\": {\"aggregation\": \"COUNT\", \"item\": {\"identifier\": {\"id\": \"order\", \"type\": \"attribute\"}}}}}";
    String ratio =
        "{\"localIdentifier\": \"r\", \"definition\": {\"arithmeticMeasure\": {\"operator\": \"RATIO\", \"measureIdentifiers\": [{\"localIdentifier\": \"m\"}, {\"localIdentifier\": \"c\"}]}}}";
    assertThat(ask(String.join(",", sum("m", ""), count, ratio), ""))
        .isEqualTo("[Ann, Bob, ] [[30.0,2.0,15.0],[5.0,1.0,5.0],[1.0,1.0,1.0]]");
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }

  @Test
  void filtersOfAttributesDatesAndValues() {
    String ann =
        "{\"positiveAttributeFilter\": {\"label\": {\"identifier\": {\"id\": \"person.name\", \"type\": \"label\"}}, \"in\": {\"values\": [\"Ann\"]}}}";
    String february =
        "{\"absoluteDateFilter\": {\"dataset\": {\"identifier\": {\"id\": \"date\", \"type\": \"dataset\"}}, \"from\": \"2024-02-01\", \"to\": \"2024-02-29\"}}";
    assertThat(ask(sum("m", ""), ann + "," + february)).isEqualTo("[Ann] [[20.0]]");
    assertThat(ask(sum("m", february), "")).isEqualTo("[Ann, Bob] [[20.0],[5.0]]");
    assertThat(
            ask(
                sum("m", ""),
                "{\"rankingFilter\": {\"measures\": [{\"localIdentifier\": \"m\"}], \"operator\": \"TOP\", \"value\": 1}}"))
        .isEqualTo("[Ann] [[30.0]]");
    assertThat(
            ask(
                sum("m", ""),
                "{\"comparisonMeasureValueFilter\": {\"measure\": {\"localIdentifier\": \"m\"}, \"operator\": \"LESS_THAN\", \"value\": 6}}"))
        .isEqualTo("[Bob, ] [[5.0],[1.0]]");
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }

  @Test
  void otherPeriodsAreMovedToThisOne() {
    String month =
        "{\"localIdentifier\": \"n\", \"label\": {\"identifier\": {\"id\": \"date.month\", \"type\": \"label\"}}}";
    String yearBefore =
        "{\"localIdentifier\": \"p\", \"definition\": {\"overPeriodMeasure\": {\"measureIdentifier\": {\"localIdentifier\": \"m\"}, \"dateAttributes\": [{\"attribute\": {\"identifier\": {\"id\": \"date.year\", \"type\": \"attribute\"}}, \"periodsAgo\": 1}]}}}";
    assertThat(ask(month, sum("m", "") + "," + yearBefore, ""))
        .isEqualTo(
            "[2023-02, 2024-01, 2024-02, 2025-01, 2025-02] [[1.0,null],[10.0,null],[25.0,1.0],[null,10.0],[null,25.0]]");
    String february =
        "{\"absoluteDateFilter\": {\"dataset\": {\"identifier\": {\"id\": \"date\", \"type\": \"dataset\"}}, \"from\": \"2024-02-01\", \"to\": \"2024-02-29\"}}";
    String before =
        "{\"localIdentifier\": \"p\", \"definition\": {\"previousPeriodMeasure\": {\"measureIdentifier\": {\"localIdentifier\": \"m\"}, \"dateDatasets\": [{\"dataset\": {\"identifier\": {\"id\": \"date\", \"type\": \"dataset\"}}, \"periodsAgo\": 1}]}}}";
    assertThat(ask(sum("m", "") + "," + before, february))
        .isEqualTo("[Ann, Bob] [[20.0,10.0],[5.0,null]]");
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }

  @Test
  void refusalsAreProblemsAndARefusedTokenHasNoBody() {
    assertThat(caller.get(API + "/entities/workspaces/none").text())
        .contains("\"status\":404", "\"traceId\"");
    assertThat(
            send("PUT", "/layout/workspaces/w/logicalModel", LDM.replace("\"ds\"", "\"other\""))
                .status())
        .isEqualTo(400);
    caller.use("wrong");
    Caller.Answer refused = caller.get(API + "/options");
    caller.use(GoodDataSandbox.TOKEN);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).isEmpty();
    assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
  }

  @Test
  void theContractNoticesWhatIsWrong() {
    sandbox.gooddata().failNext("GET", "/entities/workspaces", 200, 1);
    caller.get(API + "/entities/workspaces?page=0&size=5");
    send("POST", "/actions/dataSources/ds/scan", "{\"scanTables\": \"maybe\"}");

    assertThat(contract.problems(traffic.get(0))).isNotEmpty();
    assertThat(contract.problemsOfRequest(traffic.get(1)))
        .anyMatch(problem -> problem.contains("scanTables"));
  }
}
