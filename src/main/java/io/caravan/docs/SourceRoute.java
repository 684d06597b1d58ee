package io.caravan.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A stream as its route file tells it.
 *
 * @param id the stream
 * @param description empty when the route has none
 * @param parameters what the source is told
 */
record SourceRoute(String id, String description, Map<String, Object> parameters) {

  /** The streams of a route file in their order. */
  static List<SourceRoute> read(Path file) {
    List<SourceRoute> routes = new ArrayList<>();
    try {
      Object items =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      for (Object item : items instanceof List<?> list ? list : List.of()) {
        Map<?, ?> route = map(item instanceof Map<?, ?> map ? map.get("route") : null);
        if ("stream".equals(route.get("group"))) {
          Map<String, Object> parameters = new java.util.LinkedHashMap<>();
          map(map(route.get("from")).get("parameters"))
              .forEach((key, value) -> parameters.put(String.valueOf(key), value));
          routes.add(
              new SourceRoute(
                  String.valueOf(route.get("id")), text(route.get("description")), parameters));
        }
      }
      return routes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString().strip();
  }

  String parameter(String name) {
    return text(parameters.get(name));
  }

  /**
   * What is asked of the system: {@code GET /path}; empty when the source is no list of a web API.
   */
  String request() {
    String path = parameter("path");
    String method = parameter("method");
    return path.startsWith("/") ? (method.isEmpty() ? "GET" : method) + " " + path : path;
  }
}
