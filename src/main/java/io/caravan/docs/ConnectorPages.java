package io.caravan.docs;

import io.caravan.config.Settings;
import io.caravan.stream.Catalogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The pages {@code docs/connectors/<system>.md} of the systems that have a catalog: what a person
 * who uses the tables wants to know, from the files that also make them.
 */
public final class ConnectorPages {

  private static final String ROUTES = ".camel.yaml";

  private final Path project;
  private final Catalogs catalogs;

  public ConnectorPages(Settings settings) {
    project = settings.project();
    catalogs = new Catalogs(settings);
  }

  /** The text of each page by its file. */
  public Map<Path, String> all() {
    Map<Path, String> pages = new LinkedHashMap<>();
    for (String system : catalogs.systems()) {
      Map<String, SourceRoute> routes = new LinkedHashMap<>();
      List<String> stories = new ArrayList<>();
      for (Path file : routeFiles(system)) {
        SourceRoute.read(file).forEach(route -> routes.put(route.id(), route));
        stories.add(story(file));
      }
      pages.put(
          project.resolve("docs/connectors/" + system + ".md"),
          new ConnectorPage(system, catalogs.of(system), routes).write(stories));
    }
    return pages;
  }

  /** {@code hubspot.camel.yaml} and {@code hubspot-*.camel.yaml}, the plain one first. */
  private List<Path> routeFiles(String system) {
    try (Stream<Path> files = Files.list(project.resolve("routes/sources"))) {
      List<Path> found =
          new ArrayList<>(files.filter(file -> isOf(system, file)).sorted().toList());
      Path plain = project.resolve("routes/sources").resolve(system + ROUTES);
      if (found.remove(plain)) {
        found.add(0, plain);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOf(String system, Path file) {
    String name = file.getFileName().toString();
    return name.equals(system + ROUTES) || (name.startsWith(system + "-") && name.endsWith(ROUTES));
  }

  /** The comment at the top of a route file. */
  private static String story(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return String.join(
          "\n",
          lines
              .takeWhile(line -> line.startsWith("#"))
              .map(line -> line.substring(1).strip())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
