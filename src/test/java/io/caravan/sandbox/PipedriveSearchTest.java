package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipedriveSearchTest extends WithPipedrive {

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
}
