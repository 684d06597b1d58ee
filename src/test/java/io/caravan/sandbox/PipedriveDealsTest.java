package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipedriveDealsTest extends WithPipedrive {

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
}
