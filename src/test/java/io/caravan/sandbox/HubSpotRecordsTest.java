package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists, searches and links of HubSpot's stand-in. */
class HubSpotRecordsTest {

  private Sandbox sandbox;
  private HubSpotSandbox hubspot;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    hubspot = sandbox.hubspot();
    hubspot.setSearchLimit(10_000);
    hubspot.setBurstLimit(10_000);
    caller = new Caller(sandbox);
    caller.use(HubSpotSandbox.TOKEN);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aListIsPagedToItsEndAndHasEveryRecordOnce() {
    List<String> ids = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page = caller.get("/crm/v3/objects/contacts?limit=100" + after).json();
      page.path("results").forEach(contact -> ids.add(contact.path("id").asText()));
      String next = page.path("paging").path("next").path("after").textValue();
      after = next == null ? null : "&after=" + next;
      pages++;
    } while (after != null);

    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(227).doesNotHaveDuplicates();
    assertThat(new HashSet<>(ids))
        .isEqualTo(new HashSet<>(hubspot.ids("contacts").stream().map(String::valueOf).toList()));
  }

  @Test
  void onlyAskedForPropertiesComeAndEveryOneIsAText() {
    JsonNode deal =
        caller
            .get("/crm/v3/objects/deals?limit=1&properties=amount,nothing")
            .json()
            .at("/results/0");

    assertThat(deal.path("properties").propertyStream().map(Map.Entry::getKey))
        .containsExactly("amount", "createdate", "hs_lastmodifieddate", "hs_object_id");
    assertThat(deal.at("/properties/amount").isTextual()).isTrue();
  }

  @Test
  void archivedRecordsAreInTheArchivedListOnly() {
    long contact = hubspot.ids("contacts").get(0);
    hubspot.archive("contacts", contact);

    assertThat(hubspot.archivedIds("contacts")).hasSize(4).contains(contact);
    JsonNode archived =
        caller.get("/crm/v3/objects/contacts?limit=100&archived=true").json().path("results");
    assertThat(archived).hasSize(4).allMatch(record -> record.hasNonNull("archivedAt"));
    assertThat(search("contacts", "hs_object_id", "EQ", contact).path("total").asInt()).isZero();

    hubspot.restore("contacts", contact);
    assertThat(search("contacts", "hs_object_id", "EQ", contact).path("total").asInt()).isOne();
  }

  @Test
  void aSearchFindsWhatWasChangedSinceByMillisecondsOrIso() {
    long deal = hubspot.ids("deals").get(3);
    String before = changed("deals", hubspot.ids("deals").get(120));
    hubspot.change("deals", deal, Map.of("amount", "12.50"));

    JsonNode found = search("deals", "hs_lastmodifieddate", "GT", before);
    assertThat(found.path("total").asInt()).isOne();
    assertThat(found.at("/results/0/id").asLong()).isEqualTo(deal);
    long millis = java.time.Instant.parse(before).toEpochMilli();
    assertThat(search("deals", "hs_lastmodifieddate", "GT", millis).path("total").asInt()).isOne();
    assertThat(found.at("/results/0/associations").isMissingNode()).isTrue();
  }

  @Test
  void idsSortAsNumbersInASearch() {
    JsonNode found =
        caller
            .post(
                "/crm/v3/objects/companies/search", "{\"limit\":200,\"sorts\":[\"hs_object_id\"]}")
            .json();

    List<Long> ids = new ArrayList<>();
    found.path("results").forEach(company -> ids.add(company.path("id").asLong()));
    assertThat(ids).isSorted().hasSize(43);
  }

  @Test
  void aSearchEndsAfterTenThousandResults() {
    Caller.Answer answer =
        caller.post("/crm/v3/objects/deals/search", "{\"limit\":200,\"after\":\"9801\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("category").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(
            caller
                .post("/crm/v3/objects/deals/search", "{\"limit\":200,\"after\":\"9800\"}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void aCompanyThatIsLinkedTwiceComesTwiceInTheListAndOnceInVersion4() {
    long deal = hubspot.ids("deals").get(0);
    long company = hubspot.linked("deals", deal, "companies").get(0);

    JsonNode inline = caller.get("/crm/v3/objects/deals?limit=1&associations=companies").json();
    assertThat(inline.at("/results/0/associations/companies/results"))
        .extracting(link -> link.path("id").asText() + " " + link.path("type").asText())
        .containsExactly(company + " deal_to_company_unlabeled", company + " deal_to_company");
    JsonNode links = read("deals", "companies", "{\"id\":\"" + deal + "\"}").at("/results/0/to");
    assertThat(links).hasSize(1);
    assertThat(links.at("/0/associationTypes")).hasSize(2);
  }

  @Test
  void linksAreCutAtAPageAndGoOnFromItsCursor() {
    hubspot.setAssociationPage(2);
    long deal = hubspot.ids("deals").get(0);
    for (int i = 20; i < 25; i++) {
      hubspot.link("deals", deal, "companies", hubspot.ids("companies").get(i), null);
    }

    List<Long> found = new ArrayList<>();
    String after = "0";
    while (after != null) {
      JsonNode result =
          read("deals", "companies", "{\"id\":\"" + deal + "\",\"after\":\"" + after + "\"}")
              .at("/results/0");
      result.path("to").forEach(link -> found.add(link.path("toObjectId").asLong()));
      after = result.at("/paging/next/after").textValue();
    }

    assertThat(found).isEqualTo(hubspot.linked("deals", deal, "companies")).hasSize(6);
    assertThat(
            caller
                .get("/crm/v3/objects/deals?limit=1&associations=companies")
                .json()
                .at("/results/0/associations/companies/paging/next/after")
                .isTextual())
        .isTrue();
  }

  @Test
  void engagementsAreTheFiveKindsTogether() {
    JsonNode page =
        caller.get("/crm/v3/objects/engagements?limit=100&properties=hs_engagement_type").json();

    assertThat(page.path("results")).hasSize(100);
    assertThat(page.path("results"))
        .extracting(each -> each.at("/properties/hs_engagement_type").asText())
        .contains("CALL", "EMAIL", "MEETING", "NOTE", "TASK");
  }

  @Test
  void submissionsComeNewestFirstAndTrafficComesByDay() {
    String form = hubspot.forms().get(0);
    String conversion = hubspot.submit(form, "somebody@example.com");

    JsonNode page =
        caller.get("/form-integrations/v1/submissions/forms/" + form + "?limit=50").json();
    assertThat(page.at("/results/0/conversionId").asText()).isEqualTo(conversion);
    assertThat(page.at("/paging/next/after").asText()).isEqualTo("50");
    JsonNode report =
        caller.get("/analytics/v2/reports/sources/daily?start=20260901&end=20260903").json();
    assertThat(report).hasSize(3);
    assertThat(report.path("2026-09-02")).hasSize(5);
    assertThat(caller.get("/analytics/v2/reports/sources/daily").status()).isEqualTo(400);
  }

  @Test
  void aLimitSaysHowItWasReachedAndAScopeWhichOneIsMissing() {
    assertThat(caller.get("/crm/v3/owners").header("X-HubSpot-RateLimit-Remaining"))
        .isEqualTo("9999");
    hubspot.setBurstLimit(1);
    assertThat(caller.get("/crm/v3/owners").json().path("policyName").asText())
        .isEqualTo("TEN_SECONDLY_ROLLING");
    hubspot.setSearchLimit(0);
    Caller.Answer search = caller.post("/crm/v3/objects/deals/search", "{}");
    assertThat(search.json().path("policyName").asText()).isEqualTo("SECONDLY");
    assertThat(search.header("X-HubSpot-RateLimit-Remaining")).isNull();
    hubspot.setBurstLimit(100);
    hubspot.withdrawScope("tickets");
    assertThat(
            caller
                .get("/crm/v3/objects/tickets")
                .json()
                .at("/errors/0/context/requiredGranularScopes/0")
                .asText())
        .isEqualTo("tickets");
  }

  @Test
  void obeysOrdersOverHttp() {
    long deal =
        order("create", "{'type':'deals','properties':{'dealname':'New'}}").path("id").asLong();
    long company = hubspot.ids("companies").get(0);
    order("link", "{'type':'deals','id':" + deal + ",'toType':'companies','toId':" + company + "}");
    assertThat(hubspot.linked("deals", deal, "companies")).containsExactly(company);
    order("change", "{'type':'deals','id':" + deal + ",'properties':{'dealname':'Newer'}}");
    assertThat(search("deals", "dealname", "EQ", "Newer").path("total").asInt()).isOne();
    order("archive", "{'type':'deals','id':" + deal + "}");
    assertThat(caller.get("/sandbox/hubspot/ids?type=deals").json()).hasSize(121);
    order("faults", "{'fault':'withdraw-scope','scope':'tickets'}");
    assertThat(caller.get("/crm/v3/objects/tickets").status()).isEqualTo(403);
    assertThat(caller.post("/sandbox/hubspot/dance", "{}").status()).isEqualTo(404);
    assertThat(caller.get("/sandbox/hubspot/counts").json().path("calls").asInt()).isEqualTo(2);
  }

  private JsonNode order(String what, String order) {
    Caller.Answer answer = caller.post("/sandbox/hubspot/" + what, order.replace('\'', '"'));
    assertThat(answer.status()).isIn(200, 204);
    return answer.status() == 200 ? answer.json() : null;
  }

  private JsonNode search(String type, String property, String operator, Object value) {
    return caller
        .post(
            "/crm/v3/objects/" + type + "/search",
            "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\""
                + property
                + "\",\"operator\":\""
                + operator
                + "\",\"value\":\""
                + value
                + "\"}]}]}")
        .json();
  }

  private String changed(String type, long id) {
    return caller.get("/crm/v3/objects/" + type + "/" + id).json().path("updatedAt").asText();
  }

  private JsonNode read(String from, String to, String input) {
    return caller
        .post(
            "/crm/v4/associations/" + from + "/" + to + "/batch/read",
            "{\"inputs\":[" + input + "]}")
        .json();
  }
}
