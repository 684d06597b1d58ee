package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipedriveDealsTest {

  private Sandbox sandbox;
  private PipedriveSandbox pipedrive;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    pipedrive = sandbox.pipedrive();
    caller = new Caller(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void createsADealAndShowsItInTheFormOfVersionTwo() {
    JsonNode deal =
        caller
            .post("/api/v2/deals", "{\"title\":\"Núñez Zoë\",\"value\":20.0,\"status\":\"won\"}")
            .data();

    assertThat(deal.path("id").asLong()).isEqualTo(1);
    assertThat(deal.path("title").asText()).isEqualTo("Núñez Zoë");
    assertThat(deal.path("value").toString()).isEqualTo("20");
    assertThat(deal.path("status").asText()).isEqualTo("won");
    assertThat(deal.path("currency").asText()).isEqualTo("EUR");
    assertThat(deal.path("is_deleted").booleanValue()).isFalse();
    assertThat(deal.path("update_time").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(deal.path("won_time")).isEqualTo(deal.path("add_time"));
    assertThat(caller.get("/api/v2/deals/1").data()).isEqualTo(deal);
  }

  @Test
  void changesOnlyWhatThePatchNames() {
    String code = pipedrive.addDealField("Order number", "varchar");
    long id =
        pipedrive.createDeal(Map.of("title", "A", "value", 5, "custom_fields", Map.of(code, "7")));

    JsonNode deal = caller.patch("/api/v2/deals/" + id, "{\"value\":6}").data();

    assertThat(deal.path("value").asInt()).isEqualTo(6);
    assertThat(deal.path("title").asText()).isEqualTo("A");
    assertThat(deal.path("custom_fields").path(code).asText()).isEqualTo("7");
  }

  @Test
  void nullClearsACustomField() {
    String code = pipedrive.addDealField("Order number", "varchar");
    long id = pipedrive.createDeal(Map.of("title", "A", "custom_fields", Map.of(code, "7")));

    caller.patch("/api/v2/deals/" + id, "{\"custom_fields\":{\"" + code + "\":null}}");

    assertThat(pipedrive.deals().get(0).get("custom_fields"))
        .isEqualTo(Collections.singletonMap(code, null));
    assertThat(found("7", "exact_match=true")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\":1}",
        "{\"title\":\"\"}",
        "{\"title\":5}",
        "{\"title\":\"A\",\"value\":\"20\"}",
        "{\"title\":\"A\",\"status\":\"deleted\"}",
        "{\"title\":\"A\",\"status\":\"Won\"}",
        "{\"title\":\"A\",\"is_deleted\":0}",
        "{\"title\":\"A\",\"currency\":\"euro\"}",
        "{\"title\":\"A\",\"user_id\":1}",
        "{\"title\":\"A\",\"person_id\":\"1\"}",
        "{\"title\":\"A\",\"custom_fields\":{\"0000000000000000000000000000000000000000\":\"1\"}}"
      })
  void refusesWhatVersionTwoRefuses(String body) {
    Caller.Answer answer = caller.post("/api/v2/deals", body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("success").booleanValue()).isFalse();
    assertThat(answer.json().path("error").asText()).startsWith("Validation failed: ");
    assertThat(answer.json().path("code").asText()).isEqualTo("ERR_SCHEMA_VALIDATION_FAILED");
    assertThat(pipedrive.deals()).isEmpty();
    assertThat(pipedrive.ledger()).isEmpty();
    assertThat(pipedrive.writeCalls()).isEqualTo(1);
  }

  @Test
  void refusesACustomValueThatDoesNotFitItsField() {
    String number = pipedrive.addDealField("Weight", "double");
    String date = pipedrive.addDealField("Ordered on", "date");

    for (String field : List.of("\"" + number + "\":\"1\"", "\"" + date + "\":\"1.2.2026\"")) {
      String body = "{\"title\":\"A\",\"custom_fields\":{" + field + "}}";
      assertThat(caller.post("/api/v2/deals", body).status()).isEqualTo(422);
    }
  }

  @Test
  void refusesABodyThatIsNoJsonAndABodyThatDoesNotSayItIs() {
    assertThat(caller.post("/api/v2/deals", "title=A").status()).isEqualTo(400);
    assertThat(caller.json("POST", "/api/v2/deals", null).status()).isEqualTo(415);
  }

  @Test
  void pagesToTheEndWithoutGapOrTwin() {
    IntStream.rangeClosed(1, 1_203)
        .forEach(n -> pipedrive.createDeal(Map.of("title", "Deal " + n)));

    List<List<Long>> pages = pages("/api/v2/deals?limit=500");

    assertThat(pages).extracting(List::size).containsExactly(500, 500, 203);
    assertThat(pages.stream().flatMap(List::stream))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 1_203).mapToObj(n -> (long) n).toList());
  }

  @Test
  void endsWithAnExactlyFullPageWithoutAnEmptyOne() {
    IntStream.rangeClosed(1, 4).forEach(n -> pipedrive.createDeal(Map.of("title", "Deal " + n)));

    assertThat(pages("/api/v2/deals?limit=2")).containsExactly(List.of(1L, 2L), List.of(3L, 4L));
  }

  @Test
  void givesAHundredDealsWhenNoLimitIsAskedForAndNoMoreThanFiveHundred() {
    IntStream.rangeClosed(1, 101).forEach(n -> pipedrive.createDeal(Map.of("title", "Deal " + n)));

    assertThat(caller.get("/api/v2/deals").data()).hasSize(100);
    assertThat(caller.get("/api/v2/deals?limit=501").status()).isEqualTo(400);
  }

  @Test
  void ordersByTimeOfChangeInBothDirections() {
    IntStream.rangeClosed(1, 3).forEach(n -> pipedrive.createDeal(Map.of("title", "Deal " + n)));
    pipedrive.advanceClock(Duration.ofSeconds(10));
    pipedrive.changeDeal(1, Map.of("value", 9));

    assertThat(pages("/api/v2/deals?sort_by=update_time&limit=2"))
        .containsExactly(List.of(2L, 3L), List.of(1L));
    assertThat(pages("/api/v2/deals?sort_by=update_time&sort_direction=desc&limit=2"))
        .containsExactly(List.of(1L, 3L), List.of(2L));
  }

  @Test
  void listsWhatWasChangedFromThisSecondOnAndBeforeThatOne() {
    pipedrive.createDeal(Map.of("title", "old"));
    pipedrive.advanceClock(Duration.ofMinutes(10));
    pipedrive.createDeal(Map.of("title", "new"));
    String changed = (String) pipedrive.deals().get(1).get("update_time");

    assertThat(ids("/api/v2/deals?updated_since=" + changed)).containsExactly(2L);
    assertThat(ids("/api/v2/deals?updated_until=" + changed)).containsExactly(1L);
    String withFraction = Instant.parse(changed).plusMillis(5).toString();
    assertThat(caller.get("/api/v2/deals?updated_since=" + withFraction).status()).isEqualTo(400);
  }

  @Test
  void listsByIdStatusAndOwner() {
    pipedrive.createDeal(Map.of("title", "A"));
    pipedrive.createDeal(Map.of("title", "B", "status", "won"));
    pipedrive.createDeal(Map.of("title", "C", "status", "lost", "owner_id", 7));

    assertThat(ids("/api/v2/deals?status=won,lost")).containsExactly(2L, 3L);
    assertThat(ids("/api/v2/deals?ids=1,3,99")).containsExactly(1L, 3L);
    assertThat(ids("/api/v2/deals?owner_id=7")).containsExactly(3L);
    assertThat(caller.get("/api/v2/deals?status=gone").status()).isEqualTo(400);
  }

  @Test
  void refusesAParameterItDoesNotKnow() {
    assertThat(caller.get("/api/v2/deals?start=100").json().path("error").asText())
        .contains("Parameter 'start' is not allowed");
    assertThat(caller.get("/api/v2/deals?cursor=nonsense").status()).isEqualTo(400);
  }

  @Test
  void showsOnlyTheCustomFieldsThatWereAskedFor() {
    String one = pipedrive.addDealField("One", "varchar");
    String two = pipedrive.addDealField("Two", "varchar");
    pipedrive.createDeal(Map.of("title", "A", "custom_fields", Map.of(one, "1", two, "2")));

    JsonNode fields =
        caller.get("/api/v2/deals?custom_fields=" + two).data().path(0).path("custom_fields");

    assertThat(fields.toString()).isEqualTo("{\"" + two + "\":\"2\"}");
  }

  @Test
  void listsADeletedDealOnlyUnderItsStatusAndForThirtyDays() {
    pipedrive.createDeal(Map.of("title", "A"));
    pipedrive.createDeal(Map.of("title", "B"));

    assertThat(caller.delete("/api/v2/deals/1").data().path("id").asLong()).isEqualTo(1);

    assertThat(ids("/api/v2/deals")).containsExactly(2L);
    assertThat(ids("/api/v2/deals?status=deleted")).containsExactly(1L);
    assertThat(ids("/api/v2/deals?status=open,deleted")).containsExactly(1L, 2L);
    assertThat(caller.get("/api/v2/deals/1").data().path("is_deleted").booleanValue()).isTrue();
    assertThat(found("A", "exact_match=true")).isEmpty();
    pipedrive.advanceClock(Duration.ofDays(31));
    caller.use((String) pipedrive.login().get("access_token"));
    assertThat(ids("/api/v2/deals?status=deleted")).isEmpty();
    assertThat(caller.get("/api/v2/deals/1").status()).isEqualTo(404);
  }

  @Test
  void knowsNoDeletedDealWhenItIsToBeChangedOrDeletedAgain() {
    pipedrive.createDeal(Map.of("title", "A"));
    pipedrive.deleteDeal(1);

    assertThat(caller.patch("/api/v2/deals/1", "{\"value\":1}").status()).isEqualTo(404);
    assertThat(caller.delete("/api/v2/deals/1").status()).isEqualTo(404);
    assertThat(caller.patch("/api/v2/deals/1", "{\"is_deleted\":false}").status()).isEqualTo(200);
    assertThat(ids("/api/v2/deals")).containsExactly(1L);
  }

  @Test
  void deletesByPatchToo() {
    pipedrive.createDeal(Map.of("title", "A"));

    caller.patch("/api/v2/deals/1", "{\"is_deleted\":true}");

    assertThat(pipedrive.deals()).isEmpty();
    assertThat(pipedrive.deleted()).isEqualTo(1);
  }

  @Test
  void addsACustomFieldWithACodeOfFortyDigitsAndListsIt() {
    JsonNode field =
        caller
            .post(
                "/api/v2/dealFields",
                "{\"field_name\":\"Order number\",\"field_type\":\"varchar\"}")
            .data();

    assertThat(field.path("field_code").asText()).matches("[0-9a-f]{40}");
    assertThat(field.path("is_custom_field").booleanValue()).isTrue();
    assertThat(caller.get("/api/v2/dealFields").data()).contains(field);
    assertThat(caller.get("/api/v2/dealFields").data().path(0).path("field_code").asText())
        .isEqualTo("id");
    assertThat(
            caller
                .post("/api/v2/dealFields", "{\"field_name\":\"X\",\"field_type\":\"text_box\"}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void pagesThroughTheFields() {
    List<String> codes = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = caller.get("/api/v2/dealFields?limit=3" + cursor).json();
      page.path("data").forEach(field -> codes.add(field.path("field_code").asText()));
      String next = page.path("additional_data").path("next_cursor").textValue();
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());

    assertThat(codes).doesNotHaveDuplicates().contains("id", "title", "update_time");
  }

  @Test
  void findsADealByTheExactValueOfACustomField() {
    String code = pipedrive.addDealField("Order number", "varchar");
    pipedrive.createDeal(Map.of("title", "A", "custom_fields", Map.of(code, "Jaffle-1")));
    pipedrive.createDeal(Map.of("title", "B", "custom_fields", Map.of(code, "Jaffle-12")));

    assertThat(found("jaffle-1", "item_types=deal&fields=custom_fields&exact_match=true"))
        .containsExactly(1L);
    assertThat(found("jaffle-1", "item_types=deal&fields=custom_fields")).containsExactly(1L, 2L);
    assertThat(found("jaffle-1", "fields=title")).isEmpty();
    assertThat(found("jaffle-1", "item_types=person")).isEmpty();
    JsonNode item =
        caller
            .get("/api/v2/itemSearch?term=Jaffle-12&exact_match=true")
            .data()
            .path("items")
            .path(0)
            .path("item");
    assertThat(item.path("type").asText()).isEqualTo("deal");
    assertThat(item.path("custom_fields").path(0).asText()).isEqualTo("Jaffle-12");
  }

  @Test
  void doesNotFindAValueThatWasChanged() {
    String code = pipedrive.addDealField("Order number", "varchar");
    pipedrive.createDeal(Map.of("title", "A", "custom_fields", Map.of(code, "1")));
    pipedrive.changeDeal(1, Map.of("custom_fields", Map.of(code, "2")));

    assertThat(found("1", "fields=custom_fields&exact_match=true")).isEmpty();
    assertThat(found("2", "fields=custom_fields&exact_match=true")).containsExactly(1L);
  }

  @Test
  void searchesOneCharacterOnlyForAnExactMatch() {
    assertThat(caller.get("/api/v2/itemSearch?term=A").status()).isEqualTo(400);
    assertThat(caller.get("/api/v2/itemSearch?term=A&exact_match=true").status()).isEqualTo(200);
    assertThat(caller.get("/api/v2/itemSearch?exact_match=true").status()).isEqualTo(400);
  }

  @Test
  void tellsWhoIsLoggedIn() {
    JsonNode user = caller.get("/api/v1/users/me").data();

    assertThat(user.path("company_id").asLong()).isEqualTo(1);
    assertThat(user.path("company_domain").asText()).isEqualTo("sandbox-company");
  }

  @Test
  void countsWhatWasCalledAndKeepsWhatWasChangedInOrder() {
    caller.post("/api/v2/deals", "{\"title\":\"A\"}");
    caller.patch("/api/v2/deals/1", "{\"title\":\"B\"}");
    caller.patch("/api/v2/deals/99", "{\"title\":\"B\"}");
    caller.get("/api/v2/deals");
    caller.delete("/api/v2/deals/1");

    assertThat(pipedrive.calls()).isEqualTo(5);
    assertThat(pipedrive.writeCalls()).isEqualTo(4);
    assertThat(pipedrive.ledger())
        .containsExactly(
            new Mutation("POST", "/api/v2/deals", "{\"title\":\"A\"}", 1L),
            new Mutation("PATCH", "/api/v2/deals/1", "{\"title\":\"B\"}", 1L),
            new Mutation("DELETE", "/api/v2/deals/1", "", 1L));
  }

  @Test
  void theLostReplyOfACreationLeavesADealBehind() {
    pipedrive.loseReplyOfNext("POST", "/api/v2/deals", 1);

    assertThatThrownBy(() -> caller.post("/api/v2/deals", "{\"title\":\"A\"}"))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(pipedrive.deals()).hasSize(1);
    assertThat(pipedrive.created()).isEqualTo(1);
    assertThat(caller.post("/api/v2/deals", "{\"title\":\"B\"}").status()).isEqualTo(200);
  }

  private List<Long> found(String term, String rest) {
    JsonNode items =
        caller
            .get("/api/v2/itemSearch?term=" + Caller.encoded(term) + "&" + rest)
            .data()
            .path("items");
    List<Long> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.path("item").path("id").asLong()));
    return ids;
  }

  private List<Long> ids(String target) {
    List<Long> ids = new ArrayList<>();
    caller.get(target).data().forEach(deal -> ids.add(deal.path("id").asLong()));
    return ids;
  }

  private List<List<Long>> pages(String target) {
    List<List<Long>> pages = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = caller.get(target + cursor).json();
      List<Long> ids = new ArrayList<>();
      page.path("data").forEach(deal -> ids.add(deal.path("id").asLong()));
      pages.add(ids);
      String next = page.path("additional_data").path("next_cursor").textValue();
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return pages;
  }
}
