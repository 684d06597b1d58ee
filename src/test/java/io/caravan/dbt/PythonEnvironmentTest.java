package io.caravan.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failures and repairs of the installation, with a script for Python. That a real one succeeds is
 * shown by every test that runs real dbt.
 */
class PythonEnvironmentTest {

  /** Makes an environment whose pip installs a dbt; each call leaves a line in calls. */
  private static final String PYTHON =
      """
      echo "$@" >> "%1$s/calls"
      case "$1 $2" in
        "-c "*) echo 3.11.4 ;;
        "-m venv") mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
        "-m pip") [ -e "%1$s/pip-breaks" ] && { cat "%1$s/pip-breaks"; exit 1; }
                  cp "$0" "${0%%/*}/dbt" ;;
      esac
      """;

  @TempDir Path project;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(project.resolve("dbt"));
    Files.writeString(project.resolve("dbt/requirements.txt"), "dbt-core==1.11.16\n");
    Scripts.write(project.resolve("python"), PYTHON.formatted(project));
  }

  private PythonEnvironment environment(Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(overrides);
    all.putIfAbsent("dbt.python", project.resolve("python").toString());
    return new PythonEnvironment(Settings.load(project, all, Map.of()));
  }

  private CaravanException failure(PythonEnvironment environment) {
    return catchThrowableOfType(CaravanException.class, () -> environment.prepare(progress::add));
  }

  private long calls(String beginning) throws IOException {
    Path calls = project.resolve("calls");
    return Files.exists(calls)
        ? Files.readAllLines(calls).stream().filter(line -> line.startsWith(beginning)).count()
        : 0;
  }

  @Test
  void installsOnceWithHashesAndThenStartsNoProcess() throws IOException {
    Path dbt = environment(Map.of()).prepare(progress::add);

    assertThat(dbt).isEqualTo(project.resolve(".caravan/venv/bin/dbt")).isExecutable();
    assertThat(Files.readString(project.resolve("calls"))).contains("--require-hashes --no-deps");
    assertThat(progress).first().asString().startsWith("Preparing dbt, once: Python 3.11.4");

    long before = Files.readAllLines(project.resolve("calls")).size();
    assertThat(environment(Map.of()).isReady()).isTrue();
    environment(Map.of()).prepare(progress::add);
    assertThat(Files.readAllLines(project.resolve("calls"))).hasSize((int) before);
  }

  @Test
  void aChangeOfThePinsInstallsAnew() throws IOException {
    environment(Map.of()).prepare(progress::add);
    Files.writeString(project.resolve("dbt/requirements.txt"), "dbt-core==1.11.17\n");

    assertThat(environment(Map.of()).isReady()).isFalse();
    environment(Map.of()).prepare(progress::add);

    assertThat(calls("-m pip")).isEqualTo(2);
  }

  @Test
  void anInstallationThatWasKilledIsRepeatedFromTheStart() throws IOException {
    environment(Map.of()).prepare(progress::add);
    Files.delete(project.resolve(".caravan/venv/ready"));
    Files.writeString(project.resolve(".caravan/venv/bin/half"), "x");

    environment(Map.of()).prepare(progress::add);

    assertThat(project.resolve(".caravan/venv/bin/half")).doesNotExist();
    assertThat(environment(Map.of()).isReady()).isTrue();
  }

  @Test
  void missingPythonSaysHowToGetIt() {
    CaravanException failure = failure(environment(Map.of("dbt.python", "/nowhere/python3")));

    assertThat(failure.code()).isEqualTo(ErrorCode.E501);
    assertThat(failure.what()).isEqualTo("Python is missing");
    assertThat(failure.where()).isEqualTo("setting dbt.python = /nowhere/python3");
    assertThat(failure.fixes()).first().asString().contains("apt install python3 python3-venv");
  }

  @Test
  void pythonThatIsTooOldOrTooNewIsRefusedWithTheRange() {
    for (String version : List.of("2.7.18", "3.8.19", "3.14.0")) {
      Path python = Scripts.write(project.resolve("other"), "echo " + version);

      CaravanException failure = failure(environment(Map.of("dbt.python", python.toString())));

      assertThat(failure.code()).isEqualTo(ErrorCode.E501);
      assertThat(failure).hasMessageContaining(version).hasMessageContaining("3.9 to 3.13");
    }
  }

  @Test
  void pythonWithoutVenvNamesThePackageThatIsMissing() {
    Path python =
        Scripts.write(
            project.resolve("bare"),
            "[ \"$1\" = -c ] && { echo 3.11.4; exit 0; }\necho 'No module named venv'; exit 1\n");

    CaravanException failure = failure(environment(Map.of("dbt.python", python.toString())));

    assertThat(failure.code()).isEqualTo(ErrorCode.E501);
    assertThat(failure.why()).isEqualTo("No module named venv");
    assertThat(failure.fixes()).first().asString().contains("apt install python3-venv");
  }

  @Test
  void aFailureOfPipShowsItsLastLinesWithoutCredentialsAndTheNextCallRepairsIt()
      throws IOException {
    Files.writeString(
        project.resolve("pip-breaks"),
        "Looking in https://me:t0ken@pypi.example/simple\nERROR: timeout\n");

    CaravanException failure = failure(environment(Map.of()));

    assertThat(failure.code()).isEqualTo(ErrorCode.E501);
    assertThat(failure.why())
        .isEqualTo("Looking in https://***@pypi.example/simple / ERROR: timeout");
    Files.delete(project.resolve("pip-breaks"));
    assertThat(environment(Map.of()).prepare(progress::add)).isExecutable();
  }

  @Test
  void aFolderThatCaravanDidNotMakeIsNeverEmptied() throws IOException {
    Path precious = project.resolve("mine/letter.txt");
    Files.createDirectories(precious.getParent());
    Files.writeString(precious, "dear");

    CaravanException failure = failure(environment(Map.of("dbt.venv", "mine")));

    assertThat(failure.code()).isEqualTo(ErrorCode.E501);
    assertThat(failure.where()).contains("setting dbt.venv = ");
    assertThat(precious).hasContent("dear");
  }

  @Test
  void aDbtOfOnesOwnIsTakenAsItIs() {
    Path own = Scripts.write(project.resolve("bin/dbt"), "");

    assertThat(environment(Map.of("dbt.command", "bin/dbt")).prepare(progress::add)).isEqualTo(own);
    assertThat(failure(environment(Map.of("dbt.command", "bin/gone"))).code())
        .isEqualTo(ErrorCode.E501);
  }
}
