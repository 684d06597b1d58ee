package io.caravan.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import picocli.CommandLine.Command;

/** The versions of the program and of what it stands on. */
@Command(
    name = "version",
    description = "The versions of the program and of what it stands on.",
    footer = {"", "Example: ./caravan version -o json"})
final class VersionCommand extends Verb {

  @Override
  public Integer call() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("caravan", of(CaravanCommand.class));
    versions.put("camel", of(CamelContext.class));
    versions.put("java", System.getProperty("java.version"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    if (terminal().json()) {
      terminal().printJson(versions);
    } else {
      versions.forEach((name, version) -> terminal().print(name + " " + version));
    }
    return 0;
  }

  /** Known in the packaged program only. */
  private static String of(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
