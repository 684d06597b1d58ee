package io.caravan.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the routes of a project a process builds. */
class NeededRoutesTest {

  private static final Path HERE = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void aStreamIsBuiltAlone() throws Exception {
    assertThat(kept(HERE, Map.of(), routes -> routes.keepFor("xero.contacts")))
        .containsExactly("xero.contacts");
  }

  @Test
  void aPipelineIsBuiltWithTheStreamsThatItCalls() throws Exception {
    List<String> kept = kept(HERE, Map.of(), routes -> routes.keepFor("wrike"));

    assertThat(kept).contains("wrike", "wrike.tasks", "wrike.contacts");
    assertThat(kept).allMatch(id -> id.startsWith("wrike"));
  }

  @Test
  void whatIsCalledWithinABranchOrAfterAFailureIsBuiltToo() throws Exception {
    assertThat(kept(HERE, Map.of(), routes -> routes.keepFor("pipedrive.deals")))
        .contains("pipedrive.create-deal", "pipedrive.explain-refused-change");
  }

  @Test
  void servingBuildsNothingOfAPipelineThatIsSwitchedOff() throws Exception {
    List<String> kept = kept(HERE, Map.of(), NeededRoutes::keepTriggered);

    assertThat(kept).contains("sync-orders-to-pipedrive", "jaffle.orders", "pipedrive.deals");
    assertThat(kept).noneMatch(id -> id.matches("(hubspot|xero|wrike|round).*"));
  }

  @Test
  void servingBuildsWhatRoundsRun() throws Exception {
    List<String> kept = kept(HERE, Map.of("xero.enabled", "true"), NeededRoutes::keepTriggered);

    assertThat(kept).contains("round-again", "round", "xero", "xero.contacts");
    assertThat(kept).noneMatch(id -> id.matches("(hubspot|wrike).*"));
  }

  @Test
  void servingBuildsAPipelineThatHasAScheduleOfItsOwn() throws Exception {
    assertThat(kept(HERE, Map.of("wrike.schedule", "0 0 5 * * ?"), NeededRoutes::keepTriggered))
        .contains("wrike-by-the-clock", "wrike", "wrike.tasks");
  }

  @Test
  void servingBuildsEnderTuringOnceTheDomainOfACompanyIsSet() throws Exception {
    assertThat(kept(HERE, Map.of(), NeededRoutes::keepTriggered))
        .noneMatch(id -> id.startsWith("enderturing"));
    assertThat(
            kept(HERE, Map.of("enderturing.domain", "acme.example"), NeededRoutes::keepTriggered))
        .contains("enderturing-daily", "enderturing", "enderturing.sessions_recent");
  }

  @Test
  void servingBuildsThePipelinesThatASignedRequestMayBegin() throws Exception {
    Map<String, String> hooked =
        Map.of("hooks.pipelines", "cicd-analytics", "hooks.token", "between us");

    assertThat(kept(HERE, Map.of(), NeededRoutes::keepTriggered))
        .doesNotContain("cicd-analytics", "hooks");
    assertThat(kept(HERE, hooked, NeededRoutes::keepTriggered))
        .contains("hooks", "cicd-analytics", "github.commits");
    assertThatThrownBy(
            () ->
                kept(
                    HERE,
                    Map.of("hooks.pipelines", "cicd", "hooks.token", "between us"),
                    NeededRoutes::keepTriggered))
        .hasMessageContaining("E104");
  }

  @Test
  void everythingIsBuiltForAnUnknownNameSoThatTheNearestCanBeNamed() throws Exception {
    assertThat(kept(HERE, Map.of(), routes -> routes.keepFor("wrike.taks")))
        .contains("wrike.tasks", "jaffle.orders");
  }

  @Test
  void everythingIsBuiltWhereACallGoesToWhatIsComputed() throws Exception {
    route("a", "direct:a", "toD: \"direct:${body}\"");
    route("b", "direct:b", "log: b");

    assertThat(kept(folder, Map.of(), routes -> routes.keepFor("a"))).containsExactly("a", "b");
    assertThat(kept(folder, Map.of(), routes -> routes.keepFor("b"))).containsExactly("b");
  }

  @Test
  void placeholdersOfCallsAreFilledIn() throws Exception {
    route("a", "direct:a", "to: \"direct:{{next}}\"");
    route("b", "direct:b", "log: b");
    route("c", "direct:c", "log: c");

    assertThat(kept(folder, Map.of("next", "c"), routes -> routes.keepFor("a")))
        .containsExactly("a", "c");
  }

  @Test
  void whatAKameletCallsIsBuilt() throws Exception {
    Files.createDirectories(folder.resolve("routes/kamelets"));
    Files.writeString(
        folder.resolve("routes/kamelets/own-action.kamelet.yaml"), "- to: direct:helper");
    route("a", "direct:a", "log: a");
    route("helper", "direct:helper", "log: help");

    assertThat(kept(folder, Map.of(), routes -> routes.keepFor("a")))
        .containsExactly("a", "helper");
  }

  @Test
  void twoRoutesWithTheSameTriggerAreBothBuilt() throws Exception {
    route("a", "timer:often", "to: direct:c");
    route("b", "timer:often", "to: direct:d");
    route("c", "direct:c", "log: c");
    route("d", "direct:d", "log: d");
    route("e", "direct:e", "log: e");

    assertThat(kept(folder, Map.of(), NeededRoutes::keepTriggered))
        .containsExactly("a", "b", "c", "d");
  }

  private void route(String id, String from, String step) throws Exception {
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(
        folder.resolve("routes/" + id + ".camel.yaml"),
        """
        - route:
            id: %s
            from:
              uri: %s
              steps:
                - %s
        """
            .formatted(id, from, step));
  }

  /** The ids of what is left of a project, sorted. */
  private static List<String> kept(
      Path project, Map<String, String> overrides, QuickMain.Choice choice) throws Exception {
    Settings settings = Settings.load(project, overrides, Map.of());
    try (DefaultCamelContext context = new DefaultCamelContext();
        Stream<Path> files = Files.walk(project.resolve("routes"))) {
      PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
      properties.addOverrideProperty("caravan.triggers", "true");
      Rounds.of(settings).placeholders(true).forEach(properties::addOverrideProperty);
      Interface.placeholders(settings, true).forEach(properties::addOverrideProperty);
      properties.addPropertiesSource(new SettingsSource(settings));
      for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml")).toList()) {
        PluginHelper.getRoutesLoader(context)
            .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + file));
      }
      choice.among(new NeededRoutes(context, settings));
      return context.getRouteDefinitions().stream().map(RouteDefinition::getId).sorted().toList();
    }
  }
}
