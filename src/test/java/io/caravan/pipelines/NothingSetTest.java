package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.auth.LoginStatus;
import io.caravan.auth.Logins;
import io.caravan.auth.SecretStore;
import io.caravan.auth.Secrets;
import io.caravan.auth.Tokens;
import io.caravan.cli.output.RunReport;
import io.caravan.cli.output.RunSummaryBlock;
import io.caravan.cli.output.Terminal;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody meets who has set nothing yet: which setting is missing, and how it is set. */
class NothingSetTest {

  private static Settings settings;
  private static Caravan caravan;

  @BeforeAll
  static void start() {
    settings = TestDatabase.settings(Map.of());
    caravan = Caravan.start(settings, Mode.COMMAND);
  }

  @AfterAll
  static void stop() {
    caravan.close();
  }

  @Test
  void whichRepositoriesOfGitHubAreReadIsAskedForBeforeAnythingIsRead() {
    var run = caravan.run("cicd-analytics", "test", Map.of());

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E101);
    assertThat(run.failure().what()).contains("github.organizations");
    assertThat(run.steps()).extracting(Step::name).doesNotContain("github.users");
  }

  @ParameterizedTest
  @CsvSource({
    "hubspot.owners, ./caravan secret set hubspot.token",
    "wrike.contacts, ./caravan secret set wrike.token",
    "gooddata.whoami, ./caravan secret set gooddata.token",
  })
  void aTokenIsTheFirstWayIn(String name, String way) {
    CaravanException failure = caravan.run(name, "test", Map.of()).failure();

    assertThat(failure.code()).isEqualTo(ErrorCode.E203);
    assertThat(failure.fixes()).first().isEqualTo(way);
  }

  @Test
  void whatStopsAllStreamsForOneReasonIsSaidOnceWithTheirNames() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Terminal terminal = new Terminal(nowhere, nowhere, false, false, false, false, 0, false);

    List<String> lines =
        RunSummaryBlock.lines(RunReport.of(caravan.run("hubspot", "test", Map.of())), terminal);

    assertThat(lines).filteredOn(line -> line.contains("E203")).hasSize(1);
    assertThat(lines)
        .filteredOn(line -> line.contains("E203"))
        .first(InstanceOfAssertFactories.STRING)
        .contains("hubspot.owners, ", "hubspot.deals");
  }

  @Test
  void whereNoTokenIsMadeByHandItIsAnApplication() {
    CaravanException failure = caravan.run("xero.accounts", "test", Map.of()).failure();

    assertThat(failure.fixes())
        .containsExactly(
            "Set xero.client-id and xero.client-secret, then ./caravan auth login xero");
  }

  @Test
  void everyLoginHasAStatusAlsoWhereTheAddressIsNotKnownYet() {
    Logins logins =
        new Logins(new Tokens(settings, new Secrets(settings, new SecretStore(settings))));

    List<LoginStatus> all = logins.connections().stream().map(logins::status).toList();

    assertThat(all)
        .filteredOn("connection", "enderturing")
        .extracting(LoginStatus::problem)
        .containsExactly("The setting enderturing.domain is missing");
    assertThat(all).filteredOn(LoginStatus::ok).extracting("connection").containsExactly("github");
  }
}
