package io.caravan.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.openapi.BeanConfig;
import org.apache.camel.openapi.RestOpenApiReader;

/**
 * The OpenAPI document of a running process: what its REST routes say, and what the gate before
 * them answers for every one of them.
 */
final class OpenApiDocument {

  /** What the gate answers, and why. */
  private static final Map<String, String> OF_THE_GATE =
      Map.of(
          "400", "The request cannot be read",
          "401", "A token is needed",
          "403", "The token does not allow it",
          "413", "The body is too large",
          "415", "The body is neither JSON nor a form",
          "429", "Too many requests; the header Retry-After tells how many seconds to wait",
          "503", "The database, or a system behind, does not answer");

  private static final ObjectMapper JSON = new ObjectMapper();

  private OpenApiDocument() {}

  static byte[] of(CamelContext context) {
    try {
      OpenAPI api =
          new RestOpenApiReader()
              .read(
                  context,
                  context
                      .getCamelContextExtension()
                      .getContextPlugin(Model.class)
                      .getRestDefinitions(),
                  config(),
                  context.getName(),
                  context.getClassResolver());
      ObjectNode document = (ObjectNode) JSON.readTree(Json.mapper().writeValueAsString(api));
      finish(document);
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("The document of the interface cannot be made", e);
    }
  }

  private static BeanConfig config() {
    BeanConfig config = new BeanConfig();
    config.setVersion("3.0.3");
    config.setInfo(
        new Info()
            .title("Caravan")
            .version("1")
            .description(
                "People whose gists go to Pipedrive. Failures are application/problem+json. While no token"
                    + " was made, whoever sits at the machine needs none."));
    return config;
  }

  private static void finish(ObjectNode document) {
    document.putArray("servers").addObject().put("url", "/");
    document
        .withObjectProperty("components")
        .withObjectProperty("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "./caravan api-token create --role view, run or admin");
    // Both are fine: a token, and none while there are none.
    ArrayNode security = document.putArray("security");
    security.addObject().putArray("token");
    security.addObject();
    document.get("paths").forEach(path -> path.forEach(OpenApiDocument::finishOperation));
    dropExtensions(document);
  }

  private static void finishOperation(JsonNode operation) {
    ObjectNode responses = (ObjectNode) operation.get("responses");
    OF_THE_GATE.forEach(
        (status, description) -> {
          if (!responses.has(status)) {
            responses.putObject(status).put("description", description);
          }
        });
    responses
        .properties()
        .forEach(
            response -> {
              if (response.getKey().compareTo("400") >= 0) {
                ((ObjectNode) response.getValue())
                    .putObject("content")
                    .putObject(Problem.MEDIA_TYPE)
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Problem");
              }
            });
    // Refused by the server before anybody of ours sees it, so without a word from us.
    responses.putObject("414").put("description", "The address is too long");
  }

  /** Names of our classes are of no use to anybody else. */
  private static void dropExtensions(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : names(object)) {
        if (name.startsWith("x-")) {
          object.remove(name);
        }
      }
    }
    node.forEach(OpenApiDocument::dropExtensions);
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
