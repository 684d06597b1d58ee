package io.caravan.validate;

import io.caravan.error.ErrorCode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ResourceHelper;

/**
 * Lets Camel's own reader look at a file, for steps and keys that do not exist. It names the first
 * only, so it comes last.
 */
final class DslCheck {

  private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

  private DslCheck() {}

  static void check(YamlFile file, Set<Finding> findings) {
    if (file.isKamelet()) {
      return;
    }
    try (DefaultCamelContext context = new DefaultCamelContext(false);
        YamlRoutesBuilderLoader loader = new YamlRoutesBuilderLoader()) {
      loader.setCamelContext(context);
      loader.start();
      var builder =
          loader.loadRoutesBuilder(
              ResourceHelper.resolveMandatoryResource(context, "file:" + file.path()));
      builder.addRoutesToCamelContext(context);
    } catch (Exception e) {
      report(file, findings, e);
    }
  }

  private static void report(YamlFile file, Set<Finding> findings, Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      Matcher place = PLACE.matcher(message);
      if (place.find()) {
        int line = Integer.parseInt(place.group(1));
        if (findings.stream()
            .noneMatch(found -> found.file().equals(file.name()) && found.line() == line)) {
          String what = message.lines().findFirst().orElse("").replaceAll(" in file:.*", "");
          findings.add(
              new Finding(
                  file.name(),
                  line,
                  Integer.parseInt(place.group(2)),
                  ErrorCode.E105,
                  "Camel does not know this: " + what,
                  "Check the spelling against the list of EIPs: https://camel.apache.org/components/4.x/eips/enterprise-integration-patterns.html"));
        }
        return;
      }
    }
  }
}
