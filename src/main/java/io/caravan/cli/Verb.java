package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Databases;
import io.caravan.app.Mode;
import io.caravan.cli.log.Logs;
import io.caravan.cli.output.Terminal;
import io.caravan.config.Settings;
import io.caravan.file.FileDestination;
import io.caravan.validate.TypedSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the verbs share: the global options, where to print, and how to open the project. */
abstract class Verb implements Callable<Integer> {

  @Spec CommandSpec spec;

  GlobalOptions options() {
    return optionsOf(spec);
  }

  static GlobalOptions optionsOf(CommandSpec spec) {
    return ((CaravanCommand) spec.root().userObject()).options;
  }

  Terminal terminal() {
    return options().terminal(spec.commandLine());
  }

  /** The settings of the project, read anew. */
  Settings settings() {
    TypedSettings.check(options().project(), options().settings());
    return Settings.load(options().project(), options().settings(), System.getenv());
  }

  /** Starts the project: database attached, routes built. */
  Caravan start(Settings settings, Mode mode) {
    openLogs(settings, mode == Mode.SERVE);
    return Caravan.start(settings, mode);
  }

  /** The same to run one thing; fails early when that is running elsewhere. */
  Caravan startFor(Settings settings, String name) {
    openLogs(settings, false);
    return Caravan.startFor(settings, name);
  }

  /** The same with rows going into files. */
  Caravan startFor(Settings settings, String name, FileDestination files) {
    openLogs(settings, false);
    return Caravan.startFor(settings, name, files);
  }

  /** Attaches the databases alone, for a verb that needs no routes. */
  Databases openDatabases(Settings settings) {
    openLogs(settings, false);
    return Databases.open(settings);
  }

  private void openLogs(Settings settings, boolean shown) {
    Logs.open(settings.dataDir(), shown || options().verbose || options().debug);
  }
}
