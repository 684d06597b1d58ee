package io.caravan.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.config.Settings;
import io.caravan.validate.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake of a project is found in one pass, with file and line. */
class ValidateTest {

  @TempDir Path project;

  private List<Finding> validate() {
    return Offline.validate(Settings.load(project, Map.of(), Map.of()));
  }

  private void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static String route(String id, String steps) {
    return """
        - route:
            id: %s
            description: A test
            from:
              uri: direct:%s
              steps:
        %s
        """
        .formatted(id, id, steps.indent(8).stripTrailing());
  }

  /** The line in which a mistake stands is marked, so that the test cannot drift from its file. */
  private int lineOf(String file, String mark) throws IOException {
    List<String> lines = Files.readAllLines(project.resolve(file));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(mark)) {
        return i + 1;
      }
    }
    throw new AssertionError(mark + " is not in " + file);
  }

  private void assertFound(String file, String mark, String message, String fix)
      throws IOException {
    int line = lineOf(file, mark);
    assertThat(validate())
        .filteredOn(found -> found.file().equals(file))
        .anySatisfy(
            found -> {
              assertThat(found.message()).contains(message);
              assertThat(found.line()).isEqualTo(line);
              assertThat(found.fix()).contains(fix);
            });
  }

  @Test
  void theProjectItselfIsWithoutMistakes() {
    assertThat(Offline.validate(Settings.load(Path.of("."), Map.of(), Map.of()))).isEmpty();
  }

  @Test
  void aStepThatDoesNotExist() throws IOException {
    write("routes/a.camel.yaml", route("a", "- logg:\n    message: hello"));
    assertFound("routes/a.camel.yaml", "logg", "logg", "EIPs");
  }

  @Test
  void wrongIndentation() throws IOException {
    write("routes/a.camel.yaml", "- route:\n    id: a\n   description: b\n");
    assertFound("routes/a.camel.yaml", "description", "not YAML", "indentation");
  }

  @Test
  void anOptionThatTheComponentDoesNotHave() throws IOException {
    write(
        "routes/a.camel.yaml",
        route("a", "- to:\n    uri: log:x\n    parameters:\n      levle: WARN"));
    assertFound("routes/a.camel.yaml", "log:x", "levle", "parameters");
  }

  @Test
  void aSettingThatNothingSets() throws IOException {
    write("application.properties", "crm.url = x\n");
    write("routes/a.camel.yaml", route("a", "- log:\n    message: \"{{crm.ulr}} {{crm.url}}\""));
    assertFound(
        "routes/a.camel.yaml",
        "crm.ulr",
        "crm.ulr is used here and set nowhere",
        "Did you mean crm.url?");
  }

  @Test
  void aBeanThatDoesNotExist() throws IOException {
    write("routes/a.camel.yaml", route("a", "- process:\n    ref: nobody"));
    assertFound(
        "routes/a.camel.yaml", "nobody", "There is no bean called nobody", "camel.beans.nobody");
  }

  @Test
  void anExpressionThatCannotBeRead() throws IOException {
    write(
        "routes/a.camel.yaml",
        route("a", "- setBody:\n    expression:\n      simple:\n        expression: \"${body\""));
    assertFound("routes/a.camel.yaml", "${body", "simple expression cannot be read", "simple");
  }

  @Test
  void aScheduleThatCannotBeRead() throws IOException {
    write("application.properties", "a.schedule = 0 0 x\n");
    write(
        "routes/a.camel.yaml",
        """
        - route:
            id: a
            description: A test
            from:
              uri: quartz:a
              parameters:
                cron: "{{a.schedule}}"
              steps:
                - log:
                    message: hello
        """);
    assertFound(
        "routes/a.camel.yaml",
        "quartz:a",
        "The schedule '0 0 x' cannot be read",
        "six in the morning");
  }

  @Test
  void twoRoutesOfOneName() throws IOException {
    write("routes/a.camel.yaml", route("a", "- log:\n    message: hello"));
    write("routes/b.camel.yaml", route("a", "- log:\n    message: hello"));
    assertFound("routes/b.camel.yaml", "id: a", "taken by routes/a.camel.yaml:2", "another id");
  }

  @Test
  void aComponentThatDoesNotExist() throws IOException {
    write("routes/a.camel.yaml", route("a", "- to:\n    uri: upsret:x.y"));
    assertFound("routes/a.camel.yaml", "upsret", "upsret", "component");
  }

  @Test
  void aCallThatNobodyAnswers() throws IOException {
    write("routes/a.camel.yaml", route("hubspot.deals", "- to:\n    uri: direct:hubspot.dales"));
    assertFound(
        "routes/a.camel.yaml",
        "hubspot.dales",
        "No route begins at direct:hubspot.dales",
        "Did you mean hubspot.deals?");
  }

  @Test
  void aKameletOrItsParameterThatDoesNotExist() throws IOException {
    write(
        "routes/kamelets/rest-source.kamelet.yaml",
        """
        apiVersion: camel.apache.org/v1
        kind: Kamelet
        metadata:
          name: rest-source
        spec:
          definition:
            title: x
            required: [path]
            properties:
              path:
                type: string
          template:
            from:
              uri: direct:x
              steps:
                - to: "kamelet:sink"
        """);
    write(
        "routes/a.camel.yaml",
        route(
            "a",
            "- to:\n    uri: kamelet:rest-sorce\n- to:\n    uri: kamelet:rest-source\n    parameters:\n      paht: /x"));
    assertFound(
        "routes/a.camel.yaml",
        "rest-sorce",
        "no kamelet called rest-sorce",
        "Did you mean rest-source?");
    assertFound("routes/a.camel.yaml", "paht", "has no parameter paht", "Did you mean path?");
  }

  @Test
  void aSettingThatNothingReads() throws IOException {
    write("application.properties", "# x\ncaravan.data-dirr = .caravan\n");
    assertFound(
        "application.properties",
        "data-dirr",
        "Nothing reads the setting caravan.data-dirr",
        "Did you mean caravan.data-dir?");
  }

  @Test
  void aSecretInAFileThatGitKeeps() throws IOException {
    write("application.properties", "pipedrive.client-secret = abcdefgh\n");
    assertFound(
        "application.properties",
        "client-secret",
        "stands in a file that git keeps",
        "./caravan secret set pipedrive.client-secret");
  }

  @Test
  void aModelThatRefersToNothing() throws IOException {
    write("dbt/models/staging/stg_orders.sql", "select 1 as id\n");
    write("dbt/models/orders.sql", "select *\nfrom {{ ref('stg_order') }}\n");
    assertFound(
        "dbt/models/orders.sql",
        "stg_order",
        "There is no dbt model called stg_order",
        "Did you mean stg_orders?");
  }

  @Test
  void aRouteWithoutIdAndDescription() throws IOException {
    write(
        "routes/a.camel.yaml",
        "- route:\n    from:\n      uri: direct:a\n      steps:\n        - log:\n            message: x\n");
    assertFound("routes/a.camel.yaml", "from:", "A route without id", "name of what it does");
    assertFound("routes/a.camel.yaml", "from:", "A route without description", "one sentence");
  }
}
