package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Names;
import io.caravan.cli.check.Checklist;
import io.caravan.cli.check.DatabaseChecks;
import io.caravan.cli.check.Diagnosis;
import io.caravan.cli.check.MachineChecks;
import io.caravan.cli.check.PythonChecks;
import io.caravan.cli.check.SecretChecks;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import io.caravan.dbt.PythonEnvironment;
import picocli.CommandLine.Command;

/** Whether this machine and this project are fit to run. Asks no remote system. */
@Command(
    name = "doctor",
    description = "Look over machine, database and project; say what to do about what is wrong.",
    footer = {"", "Example: ./caravan doctor", "Remote systems are asked by ./caravan check."})
final class DoctorCommand extends Verb {

  @Override
  public Integer call() {
    Settings settings = settings();
    Checklist checklist = new Checklist(terminal());
    checklist.check("java", MachineChecks::java);
    checklist.check("memory", MachineChecks::memory);
    checklist.check("data folder", () -> MachineChecks.dataFolder(settings.dataDir()));
    checklist.check("disk", () -> MachineChecks.disk(settings.dataDir()));
    checklist.check("port", () -> MachineChecks.port(settings));
    checklist.check("secrets", () -> SecretChecks.store(settings));
    checklist.check("dbt", () -> PythonChecks.dbt(new PythonEnvironment(settings)));
    checkProject(checklist, settings);
    return checklist.finish();
  }

  private void checkProject(Checklist checklist, Settings settings) {
    Caravan[] started = new Caravan[1];
    checklist.check(
        "start",
        () -> {
          started[0] = start(settings, Mode.COMMAND);
          return Diagnosis.ok(
              "start",
              Words.count(
                      Names.runnable(started[0].context()).size(),
                      "pipeline or stream",
                      "pipelines and streams")
                  + " can be run");
        });
    if (started[0] == null) {
      return;
    }
    try (Caravan caravan = started[0]) {
      DatabaseChecks database = new DatabaseChecks(caravan.connections());
      checklist.check("database", database::version);
      checklist.check("rights", database::rights);
      checklist.check("clock", database::clock);
    }
  }
}
