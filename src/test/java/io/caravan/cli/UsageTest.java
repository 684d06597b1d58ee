package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is typed is understood, or the answer says what may have been meant. */
class UsageTest {

  @Test
  void suggestsTheNearestVerb() {
    Typed typed = Typed.in("statsu");

    assertThat(typed.code()).isEqualTo(64);
    assertThat(typed.err()).contains("Unknown command or argument: statsu", "did you mean: status");
  }

  @Test
  void suggestsTheNearestOption() {
    Typed typed = Typed.in("run", "--dryrun");

    assertThat(typed.code()).isEqualTo(64);
    assertThat(typed.err()).contains("Unknown option: --dryrun", "did you mean: --dry-run");
  }

  @Test
  void everyVerbShowsAnExample() {
    List<String> silent = new ArrayList<>();
    collect(CaravanCommand.program(), silent);

    assertThat(silent).isEmpty();
  }

  private static void collect(CommandLine command, List<String> silent) {
    for (CommandLine verb : command.getSubcommands().values()) {
      boolean hidden = verb.getCommandSpec().usageMessage().hidden();
      if (!hidden && !verb.getUsageMessage().contains("Example: ")) {
        silent.add(verb.getCommandSpec().qualifiedName());
      }
      collect(verb, silent);
    }
  }

  @Test
  void acceptsTheUnderscoresOfTheProgramItReplaces() {
    assertThat(Typed.in("pipedrive", "load_file", "missing.csv").err())
        .startsWith("E315 There is no file missing.csv");
    assertThat(Typed.in("pipedrive", "fetch_token", "--help").code()).isZero();
    assertThat(Typed.in("pipedrive", "show_auth", "--help").code()).isZero();
  }

  @Test
  void takesGlobalOptionsBeforeAndAfterTheVerb() {
    assertThat(Typed.in("-o", "json", "version").out()).startsWith("{");
    assertThat(Typed.in("version", "-o", "json").out()).startsWith("{");
  }

  @Test
  void explainsACode() {
    assertThat(Typed.in("explain", "e701").out()).contains("E701", "already running", "75");
    assertThat(Typed.in("explain", "E999").code()).isEqualTo(78);
  }

  @Test
  void completesVerbsInBash() {
    assertThat(Typed.in("completion", "bash").out()).contains("complete", "doctor", "dry-run");
  }
}
