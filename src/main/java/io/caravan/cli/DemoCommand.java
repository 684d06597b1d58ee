package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import io.caravan.error.ExitCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.sandbox.DemoRepository;
import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The whole way round without an account: everything at the far end is a sandbox on this machine.
 */
@Command(
    name = "demo",
    description = "Run the whole pipeline twice against a sandbox on this machine.",
    footer = {"", "Example: ./caravan demo", "Needs no account, and no network once it has run."})
final class DemoCommand extends Verb {

  private static final String PIPELINE = "sync-orders-to-pipedrive";

  @Option(names = "--keep", description = "Go on with what the last demo left behind.")
  private boolean keep;

  @Override
  public Integer call() throws IOException {
    Settings real = settings();
    Path folder = real.dataDir().resolve("demo");
    if (!keep) {
      ThrowawayFolder.empty(folder);
    }
    Path shop = DemoRepository.create(folder.resolve("jaffle-shop"));
    try (Sandbox sandbox = Sandbox.start(0);
        Caravan caravan = start(demo(real, folder, shop, sandbox), Mode.COMMAND)) {
      return twice(new Runner(caravan, terminal(), folder), sandbox.pipedrive());
    }
  }

  /** The real settings, except for where things are and who is at the far end. */
  private Settings demo(Settings real, Path folder, Path shop, Sandbox sandbox) {
    Map<String, String> overrides = new LinkedHashMap<>(options().settings());
    overrides.put("caravan.data-dir", folder.toString());
    overrides.put("db.warehouse.url", "");
    overrides.put("embedded.binaries-dir", SharedFolders.binaries(real).toString());
    overrides.put("dbt.venv", SharedFolders.python(real).toString());
    overrides.put("jaffle.repository", shop.toString());
    overrides.put("jaffle.ref", "");
    overrides.put("jaffle.token", "");
    overrides.put("pipedrive.base-url", sandbox.address().toString());
    overrides.put("pipedrive.token", PipedriveSandbox.API_TOKEN);
    return Settings.load(real.project(), overrides, System.getenv());
  }

  private int twice(Runner runner, PipedriveSandbox pipedrive) {
    terminal().say("First run: git -> PostgreSQL -> dbt -> CSV -> Pipedrive (a sandbox)");
    Run first = runner.shown(PIPELINE, "demo", Map.of());
    if (first.state() != RunState.SUCCEEDED) {
      return ExitCodes.of(first);
    }
    int deals = pipedrive.deals().size();
    int calls = pipedrive.writeCalls();
    terminal().say("");
    terminal().say("Second run: the same again");
    Run second = runner.shown(PIPELINE, "demo", Map.of());
    if (second.state() != RunState.SUCCEEDED) {
      return ExitCodes.of(second);
    }
    int repeated = pipedrive.writeCalls() - calls;
    explain(deals, repeated);
    return repeated == 0 ? ExitCode.OK.number() : ExitCode.FAILED.number();
  }

  private void explain(int deals, int repeated) {
    List.of(
            "",
            "The first run created %s. The second one compared and made %s."
                .formatted(
                    Words.count(deals, "deal", "deals"),
                    Words.count(repeated, "write call", "write calls")),
            "",
            "Try next:",
            "  ./caravan doctor                            look over this machine",
            "  ./caravan auth login pipedrive              log in to your own account",
            "  ./caravan run " + PIPELINE + " --dry-run   see what would be written there",
            "  ./caravan serve                             do it every day")
        .forEach(terminal()::say);
  }
}
