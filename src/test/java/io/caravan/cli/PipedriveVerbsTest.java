package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.TestDatabase;
import io.caravan.auth.LoginPart;
import io.caravan.auth.Logins;
import io.caravan.auth.SecretStore;
import io.caravan.auth.Secrets;
import io.caravan.auth.Tokens;
import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs about Pipedrive, with the routes of this project, against the sandbox. */
class PipedriveVerbsTest {

  private static final DatabaseAddress DATABASE = TestDatabase.create();

  private final Sandbox sandbox = Sandbox.start(0);
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Typed type(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    Map.of(
            "caravan.data-dir", folder.toString(),
            "db.warehouse.url", DATABASE.jdbcUrl(),
            "db.warehouse.user", DATABASE.user(),
            "db.warehouse.password", DATABASE.password(),
            "pipedrive.base-url", sandbox.address().toString(),
            "pipedrive.token", PipedriveSandbox.API_TOKEN)
        .forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
    return Typed.in(all.toArray(String[]::new));
  }

  private static JsonNode json(Typed typed) throws IOException {
    return new ObjectMapper().readTree(typed.out());
  }

  @Test
  void aFileIsShownFirstThenLoadedAndTheSecondTimeThereIsNothingToDo() throws IOException {
    Path file = folder.resolve("deals.csv");
    Files.writeString(
        file,
        """
        order_id,title,status,value,currency
        1,Order 1,won,12.50,USD
        2,Order 2,open,7.00,USD
        """);

    Typed shown = type("pipedrive", "load-file", file.toString(), "--dry-run");
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("Order 1", "Order 2", "SUCCEEDED");
    assertThat(sandbox.pipedrive().dealCount()).isZero();

    Typed loaded = type("pipedrive", "load_file", file.toString());
    assertThat(loaded.code()).as(loaded.err()).isZero();
    assertThat(sandbox.pipedrive().created()).isEqualTo(2);

    int calls = sandbox.pipedrive().calls();
    assertThat(type("pipedrive", "load-file", file.toString()).code()).isZero();
    assertThat(sandbox.pipedrive().calls()).isEqualTo(calls);

    Typed deals = type("pipedrive", "deals");
    assertThat(json(deals).findValuesAsText("title")).contains("Order 1", "Order 2");
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    Typed typed = type("pipedrive", "load-file", "no-such.csv");

    assertThat(typed.code()).isNotZero();
    assertThat(typed.err()).contains("There is no file no-such.csv");
  }

  @Test
  void whoamiAndCheckAskPipedriveAndDoNotShowTheToken() throws IOException {
    Typed whoami = type("pipedrive", "whoami");
    assertThat(whoami.code()).as(whoami.err()).isZero();
    assertThat(json(whoami).toString()).contains("name").doesNotContain(PipedriveSandbox.API_TOKEN);

    Typed check = type("check", "pipedrive");
    assertThat(check.code()).as(check.out()).isZero();
    assertThat(check.out()).contains("OK").contains("pipedrive").doesNotContain("database");

    sandbox.close();
    Typed down = type("check", "pipedrive", "--set", "http.retries=0");
    assertThat(down.code()).isNotZero();
    assertThat(down.out()).contains("FAIL").contains("pipedrive");
    assertThat(logsOfRuns()).anyMatch(log -> log.contains("pipedrive.whoami: E201"));
  }

  private List<String> logsOfRuns() throws IOException {
    List<String> logs = new ArrayList<>();
    try (Stream<Path> files = Files.find(folder, 3, (file, its) -> file.endsWith("run.log"))) {
      for (Path file : files.toList()) {
        logs.add(Files.readString(file));
      }
    }
    return logs;
  }

  @Test
  void loginsThatNobodyUsesAreRenewedUnderServe() {
    Settings settings =
        Settings.load(
            folder,
            Map.of(
                "caravan.data-dir",
                folder.toString(),
                "pipedrive.client-id",
                PipedriveSandbox.CLIENT_ID,
                "pipedrive.client-secret",
                PipedriveSandbox.CLIENT_SECRET,
                "pipedrive.redirect-uri",
                "http://127.0.0.1:9/callback",
                "pipedrive.authorize-url",
                sandbox.address() + "/oauth/authorize",
                "pipedrive.token-url",
                sandbox.address() + "/oauth/token",
                "pipedrive.base-url",
                sandbox.address().toString(),
                "pipedrive.allowed-hosts",
                "127.0.0.1"),
            Map.of());
    Logins logins =
        new Logins(new Tokens(settings, new Secrets(settings, new SecretStore(settings))));
    Map<String, Object> login = sandbox.pipedrive().login();
    logins.set("pipedrive", LoginPart.REFRESH_TOKEN, login.get("refresh_token").toString());
    int calls = sandbox.pipedrive().tokenCalls();

    KeptLogins.keep(logins, Duration.ofDays(7));
    assertThat(sandbox.pipedrive().tokenCalls()).isEqualTo(calls);
    KeptLogins.keep(logins, Duration.ofDays(-1));

    assertThat(sandbox.pipedrive().tokenCalls()).isEqualTo(calls + 1);
    assertThat(logins.status("pipedrive").problem()).isNull();
  }
}
