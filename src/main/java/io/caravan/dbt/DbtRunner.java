package io.caravan.dbt;

import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs dbt on the project of the settings: prepares the Python environment, fetches the packages of
 * the project when they are missing, and reads what dbt left behind.
 *
 * <p>One dbt at a time per data folder, whichever process asks; others wait.
 */
public final class DbtRunner {

  private static final Logger LOG = LoggerFactory.getLogger("dbt");

  private final PythonEnvironment python;
  private final DbtFolders folders;
  private final DatabaseAddress warehouse;
  private final Map<String, String> environment;
  private final Duration limit;

  /**
   * @param warehouse the database in which dbt works
   */
  public DbtRunner(Settings settings, DatabaseAddress warehouse) {
    this.python = new PythonEnvironment(settings);
    this.folders = DbtFolders.of(settings);
    this.warehouse = warehouse;
    this.environment = DbtEnvironment.of(settings, warehouse, folders, System.getenv());
    this.limit = settings.getDuration("dbt.timeout", Duration.ofMinutes(30));
  }

  /**
   * Runs one command to its end.
   *
   * @param keep folder for a copy of run_results.json; null for none
   * @throws CaravanException E501 when dbt cannot be started at all, E703 when the thread is
   *     interrupted; every other failure is in the outcome
   */
  public DbtOutcome run(DbtCommand command, Path keep) {
    Path dbt = python.prepare(line -> LOG.info("{}", line));
    FolderLock lock = FolderLock.on(folders.home().resolve("lock"));
    try {
      RunningDbt running = new RunningDbt(folders.home().resolve("process"));
      if (running.stopLeftover()) {
        LOG.warn("Stopped a dbt that an earlier, killed run had left behind");
      }
      if (packagesAreMissing() && !command.verb().equals("deps")) {
        DbtOutcome packages = call(dbt, DbtCommand.of("deps"), null, running);
        if (packages.failure() != null) {
          return packages;
        }
      }
      return call(dbt, command, keep, running);
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E501, "dbt cannot be started")
          .where(dbt.toString())
          .why(e.getMessage())
          .fix("./caravan doctor")
          .cause(e)
          .build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CaravanException.of(ErrorCode.E703, "Stopped on request while dbt was running")
          .where(command.toString())
          .build();
    } finally {
      lock.release();
    }
  }

  private DbtOutcome call(Path dbt, DbtCommand command, Path keep, RunningDbt running)
      throws IOException, InterruptedException {
    Artifacts artifacts = new Artifacts(folders.target());
    artifacts.forget();
    DbtLog log = new DbtLog(warehouse.password());
    // dbt writes times in microseconds; ours must not be later by a fraction of one.
    Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    ProcessBuilder process =
        new ProcessBuilder(commandLine(dbt, command)).directory(folders.root().toFile());
    process.environment().clear();
    process.environment().putAll(environment);
    ChildProcess.Ending end;
    try {
      end = ChildProcess.run(process, limit, running::remember, log::line);
    } finally {
      running.forget();
    }
    DbtResults results = artifacts.read(began, log.invocation());
    if (keep != null && results != DbtResults.NONE) {
      artifacts.copyTo(keep);
    }
    return new DbtOutcome(
        results, new DbtFailure(command, folders, log).of(end, limit, results, artifacts));
  }

  private List<String> commandLine(Path dbt, DbtCommand command) {
    List<String> line =
        new ArrayList<>(
            List.of(
                dbt.toString(),
                "--no-use-colors",
                "--log-format",
                "json",
                "--log-path",
                folders.logs().toString()));
    line.addAll(command.arguments());
    line.addAll(
        List.of(
            "--project-dir", folders.project().toString(),
            "--profiles-dir", folders.project().toString()));
    return line;
  }

  private boolean packagesAreMissing() {
    return Stream.of("packages.yml", "dependencies.yml")
            .anyMatch(name -> Files.isRegularFile(folders.project().resolve(name)))
        && !Files.isDirectory(folders.project().resolve("dbt_packages"));
  }
}
