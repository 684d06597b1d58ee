package io.caravan.validate;

import io.caravan.config.Settings;
import java.util.List;
import java.util.TreeSet;
import org.apache.camel.CamelContext;

/** Runs every check over the route files, the settings and the dbt project. */
public final class ProjectValidator {

  private ProjectValidator() {}

  /**
   * All mistakes, sorted by file and line.
   *
   * @param context knows the components, languages and beans of the program; need not be started
   */
  public static List<Finding> validate(Settings settings, CamelContext context) {
    TreeSet<Finding> findings = new TreeSet<>();
    RouteFiles files = RouteFiles.read(settings.project(), findings::add);
    for (YamlFile file : files.all()) {
      RouteCheck.check(file, findings::add);
      PlaceholderCheck.check(file, settings, findings::add);
      ExpressionCheck.check(file, context, findings::add);
      EndpointCheck.check(file, files, settings, context, findings::add);
      DslCheck.check(file, findings);
    }
    RouteCheck.checkDuplicates(files.all(), findings::add);
    SettingsCheck.check(settings, files, findings::add);
    DbtCheck.check(settings.project(), findings::add);
    return List.copyOf(findings);
  }
}
