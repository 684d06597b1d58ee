package io.caravan.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a reader may rely on in every route file. Mistakes of reference are the business of {@code
 * validate}.
 */
class RouteConventionsTest {

  private static final Set<String> GROUPS = Set.of("pipeline", "stream", "step", "trigger");

  private static List<Path> routeFiles(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("routes"))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> routes(Path file) throws IOException {
    List<Map<String, Object>> routes = new ArrayList<>();
    List<Map<String, Object>> items =
        (List<Map<String, Object>>)
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    items.stream()
        .filter(item -> item.containsKey("route"))
        .map(item -> (Map<String, Object>) item.get("route"))
        .forEach(routes::add);
    return routes;
  }

  @Test
  void aFileBeginsWithItsStory() throws IOException {
    for (Path file : routeFiles(".yaml")) {
      assertThat(Files.readAllLines(file).get(0)).as(file.toString()).startsWith("# ");
    }
  }

  @Test
  void aGroupIsOneTheRunRecordKnows() throws IOException {
    for (Path file : routeFiles(".camel.yaml")) {
      for (Map<String, Object> route : routes(file)) {
        if (route.containsKey("group")) {
          assertThat(GROUPS).as(file + " " + route.get("id")).contains((String) route.get("group"));
        }
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void aRouteThatIsCalledIsCalledByItsId() throws IOException {
    for (Path file : routeFiles(".camel.yaml")) {
      for (Map<String, Object> route : routes(file)) {
        String uri = (String) ((Map<String, Object>) route.get("from")).get("uri");
        if (uri.startsWith("direct:")) {
          assertThat(uri).as(file.toString()).isEqualTo("direct:" + route.get("id"));
        }
      }
    }
  }

  @Test
  void aPipelineFileIsNamedAfterItsPipeline() throws IOException {
    for (Path file : routeFiles(".camel.yaml")) {
      if (file.startsWith("routes/pipelines")) {
        String stem = file.getFileName().toString().replace(".camel.yaml", "");
        assertThat(routes(file))
            .anySatisfy(
                route ->
                    assertThat(route).containsEntry("id", stem).containsEntry("group", "pipeline"));
      }
    }
  }

  @Test
  void aKameletIsNamedAfterItsFileAndItsKind() throws IOException {
    for (Path file : routeFiles(".kamelet.yaml")) {
      String stem = file.getFileName().toString().replace(".kamelet.yaml", "");
      assertThat(Files.readString(file)).contains("  name: " + stem + "\n");
      assertThat(stem).matches(".*-(source|sink|action)");
    }
  }

  @Test
  void noSourceNamesADestinationAndNoDestinationASource() throws IOException {
    for (Path source : routeFiles(".camel.yaml")) {
      String text = Files.readString(source);
      if (source.startsWith("routes/sources")) {
        assertThat(text).as(source.toString()).doesNotContain("pipedrive", "gooddata");
      }
      if (source.startsWith("routes/destinations")) {
        assertThat(text).as(source.toString()).doesNotContain("jaffle");
      }
    }
  }
}
