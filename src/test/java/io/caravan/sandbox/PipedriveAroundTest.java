package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Persons, activities and notes. */
class PipedriveAroundTest extends WithPipedrive {

  @Test
  void aPersonIsMadeFoundChangedAndDeleted() {
    String code = pipedrive.screen().addPersonField("GitHub username", "varchar");
    JsonNode made =
        caller
            .post(
                "/api/v2/persons",
                "{\"name\":\"Mona\",\"custom_fields\":{\"" + code + "\":\"Mona-L\"}}")
            .data();

    assertThat(made.path("custom_fields").path(code).asText()).isEqualTo("Mona-L");
    String search = "/api/v2/persons/search?fields=custom_fields&exact_match=true&term=";
    assertThat(caller.get(search + "mona-l").data().path("items").path(0).path("item").path("id"))
        .isEqualTo(made.path("id"));
    assertThat(caller.get(search + "mona").data().path("items")).isEmpty();
    assertThat(
            caller.patch("/api/v2/persons/1", "{\"name\":\"Lisa\"}").data().path("name").asText())
        .isEqualTo("Lisa");
    assertThat(caller.delete("/api/v2/persons/1").status()).isEqualTo(200);
    assertThat(caller.get("/api/v2/persons").data()).isEmpty();
    assertThat(caller.get(search + "mona-l").data().path("items")).isEmpty();
    assertThat(caller.post("/api/v2/persons", "{}").status()).isEqualTo(422);
  }

  @Test
  void whoseAnActivityIsItsParticipantsSay() {
    long person = pipedrive.screen().createPerson(Map.of("name", "Mona"));
    long other = pipedrive.screen().createPerson(Map.of("name", "Hubot"));

    Caller.Answer refused =
        caller.post("/api/v2/activities", "{\"subject\":\"A\",\"person_id\":" + person + "}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("read-only");
    String of = "\"participants\":[{\"person_id\":%d,\"primary\":true}]}";
    JsonNode made =
        caller.post("/api/v2/activities", "{\"subject\":\"A\"," + of.formatted(person)).data();
    assertThat(made.path("person_id").asLong()).isEqualTo(person);
    assertThat(
            caller
                .patch("/api/v2/activities/1", "{" + of.formatted(other))
                .data()
                .path("person_id")
                .asLong())
        .isEqualTo(other);
    assertThat(caller.post("/api/v2/activities", "{" + of.formatted(99)).status()).isEqualTo(422);
    assertThat(caller.get("/api/v2/activities?person_id=" + other).data()).hasSize(1);
    assertThat(caller.get("/api/v2/activities?person_id=" + person).data()).isEmpty();
    pipedrive.screen().deleteActivity(1);
    assertThat(caller.patch("/api/v2/activities/1", "{\"subject\":\"B\"}").status()).isEqualTo(404);
  }

  @Test
  void pagesOfActivitiesHoldEachOfThemOnce() {
    for (int i = 0; i < 5; i++) {
      pipedrive.screen().createActivity(Map.of("subject", "a" + i));
      pipedrive.advanceClock(Duration.ofSeconds(2));
    }
    String list = "/api/v2/activities?limit=2&sort_by=update_time&sort_direction=desc";
    Caller.Answer first = caller.get(list);
    String cursor = first.json().path("additional_data").path("next_cursor").asText();
    Caller.Answer second = caller.get(list + "&cursor=" + cursor);

    assertThat(first.data()).extracting(one -> one.path("id").asInt()).containsExactly(5, 4);
    assertThat(second.data()).extracting(one -> one.path("id").asInt()).containsExactly(3, 2);
    String time = second.data().path(0).path("update_time").asText();
    assertThat(caller.get("/api/v2/activities?updated_since=" + time).data()).hasSize(3);
  }

  @Test
  void notesAreOfApiV1() {
    long person = pipedrive.screen().createPerson(Map.of("name", "Mona"));
    for (int i = 0; i < 3; i++) {
      caller.post("/api/v1/notes", "{\"content\":\"n" + i + "\",\"person_id\":" + person + "}");
    }

    assertThat(caller.post("/api/v1/notes", "{\"content\":\"of nobody\"}").status()).isEqualTo(400);
    Caller.Answer first = caller.get("/api/v1/notes?limit=2&start=0&person_id=" + person);
    assertThat(first.data()).hasSize(2);
    JsonNode pagination = first.json().path("additional_data").path("pagination");
    assertThat(pagination.path("next_start").asInt()).isEqualTo(2);
    assertThat(
            caller
                .get("/api/v1/notes?limit=2&start=2")
                .json()
                .path("additional_data")
                .path("pagination")
                .path("more_items_in_collection")
                .asBoolean())
        .isFalse();
    assertThat(
            caller
                .json("PUT", "/api/v1/notes/2", "{\"content\":\"other\"}")
                .data()
                .path("content")
                .asText())
        .isEqualTo("other");
    assertThat(caller.patch("/api/v1/notes/2", "{\"content\":\"other\"}").status()).isEqualTo(405);
    assertThat(caller.delete("/api/v1/notes/2").data().asBoolean()).isTrue();
    assertThat(pipedrive.notes()).hasSize(2);
  }
}
