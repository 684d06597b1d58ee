package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipedriveListsTest extends WithPipedrive {

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
