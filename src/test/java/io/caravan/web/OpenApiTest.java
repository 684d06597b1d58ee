package io.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.spi.RestRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of the interface says what the running routes do. */
class OpenApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PEOPLE = "/api/v1/people";

  @TempDir static Path folder;
  private static WebRig rig;
  private static String document;

  @BeforeAll
  static void start() throws Exception {
    rig = new WebRig(folder, Map.of());
    document = rig.asker.get("/documentation/doc.json").body();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void namesExactlyTheOperationsThatLive() throws Exception {
    Set<String> documented = new TreeSet<>();
    JSON.readTree(document)
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> documented.add(method + " " + path.getKey())));
    Set<String> live = new TreeSet<>();
    for (RestRegistry.RestService rest :
        rig.caravan.context().getRestRegistry().listAllRestServices()) {
      String path =
          rest.getBasePath()
              + (rest.getUriTemplate() == null || rest.getUriTemplate().isEmpty()
                  ? ""
                  : "/" + rest.getUriTemplate().replaceFirst("^/", ""));
      live.add(rest.getMethod().toLowerCase(Locale.ROOT) + " " + path);
    }

    assertThat(documented).isEqualTo(live).hasSize(4);
  }

  @Test
  void describesModelsInTheirOwnWordsAndNothingOfOurs() throws Exception {
    JsonNode tree = JSON.readTree(document);
    assertThat(tree.get("openapi").asText()).startsWith("3.0");
    assertThat(tree.get("components").get("schemas").fieldNames())
        .toIterable()
        .contains("Person", "Gist", "GistFile", "NewPerson", "Problem");
    JsonNode lastVisit = tree.at("/components/schemas/Person/properties/last_visit");
    assertThat(lastVisit.get("nullable").asBoolean()).isTrue();
    assertThat(lastVisit.get("format").asText()).isEqualTo("date-time");
    assertThat(document).doesNotContain("io.caravan", "x-camel");
  }

  @Test
  void answersAreWhatItSays() throws Exception {
    rig.asker.get(PEOPLE);
    rig.execute(
        "insert into people (id, github_username, pipedrive_id, last_visit) values (1, 'one', 2, '2026-11-21 12:00:00')",
        "insert into people (id, github_username) values (2, 'two')",
        "insert into gists (id, person_id, gist_id, created_at) values (1, 1, 'a1', '2026-11-21 13:00:00')",
        "insert into gist_files (gist_id, name) values (1, 'a')");
    OpenApiInteractionValidator validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(document).build();

    assertConforms(validator, "GET", PEOPLE, null);
    assertConforms(validator, "GET", PEOPLE + "/one", null);
    assertConforms(validator, "GET", PEOPLE + "/two", null);
    assertConforms(validator, "GET", PEOPLE + "/three", null);
    assertConforms(validator, "POST", PEOPLE, "{\"username\":\"three\"}");
    assertConforms(validator, "POST", PEOPLE, "{\"username\":\"nobody\"}");
    assertConforms(validator, "DELETE", PEOPLE + "/three", null);
    assertConforms(validator, "DELETE", PEOPLE + "/three", null);
  }

  private static void assertConforms(
      OpenApiInteractionValidator validator, String method, String path, String json)
      throws Exception {
    HttpResponse<String> answer =
        json == null
            ? rig.asker.send(method, path, null)
            : rig.asker.send(method, path, json, "Content-Type", "application/json");
    SimpleRequest.Builder request = new SimpleRequest.Builder(method, path);
    if (json != null) {
      request.withContentType("application/json").withBody(json);
    }
    SimpleResponse.Builder response =
        SimpleResponse.Builder.status(answer.statusCode()).withBody(answer.body());
    answer.headers().firstValue("Content-Type").ifPresent(response::withContentType);

    assertThat(validator.validate(request.build(), response.build()).getMessages())
        .as("%s %s -> %s", method, path, answer.statusCode())
        .isEmpty();
  }

  @Test
  void swaggerUiComesFromInsideTheProgram() throws Exception {
    HttpResponse<String> entrance = rig.asker.get("/documentation");
    assertThat(entrance.statusCode()).isEqualTo(302);
    assertThat(entrance.headers().firstValue("Location")).hasValue("/documentation/index.html");

    HttpResponse<String> page = rig.asker.get("/documentation/index.html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(rig.asker.get("/documentation/swagger-initializer.js").body())
        .contains("doc.json")
        .doesNotContain("petstore");
    assertThat(rig.asker.get("/documentation/swagger-ui-bundle.js").body())
        .hasSizeGreaterThan(500_000);
  }
}
