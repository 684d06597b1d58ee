package io.caravan.dbt;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The private Python environment that holds dbt, exactly as pinned in {@code <dbt
 * project>/requirements.txt}. Made once, made anew when the pins or the interpreter change.
 *
 * <p>A stamp is written last, so an installation that was killed is recognised and repeated; a lock
 * lets one process install while others wait. pip keeps the configuration of the machine.
 */
public final class PythonEnvironment {

  private static final String STAMP = "ready";
  private static final String OURS = "made-by-caravan";
  private static final Duration INSTALL_WITHIN = Duration.ofMinutes(20);

  private final Settings settings;
  private final Path folder;

  public PythonEnvironment(Settings settings) {
    this.settings = settings;
    this.folder =
        settings
            .find("dbt.venv")
            .map(path -> settings.project().resolve(path).normalize())
            .orElseGet(() -> settings.dataDir().resolve("venv"));
  }

  /**
   * Variables that would make Python or pip look or install elsewhere than into the environment.
   */
  static void clean(Map<String, String> environment) {
    List.of("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
        .forEach(environment::remove);
    environment.put("PIP_USER", "0");
  }

  /** Whether dbt can run without any installation. Starts no process. */
  public boolean isReady() {
    if (settings.find("dbt.command").isPresent()) {
      return Files.isExecutable(ownCommand());
    }
    try {
      return Files.isExecutable(program("dbt"))
          && Files.readString(folder.resolve(STAMP)).equals(stamp());
    } catch (IOException e) {
      return false;
    }
  }

  /** One line for {@code doctor}. Fails with E501 when dbt neither is there nor could be made. */
  public String describe() {
    if (settings.find("dbt.command").isPresent()) {
      return "dbt is " + prepare(line -> {});
    }
    Python python = Python.find(settings);
    return "Python "
        + python.version()
        + " ("
        + python.command()
        + "), dbt "
        + (isReady() ? "in " + folder : "not installed yet; the first run does it");
  }

  /**
   * Makes dbt available.
   *
   * @param progress told in plain lines what takes long; hears nothing when all is there
   * @return the program {@code dbt}
   * @throws CaravanException E501 with the fix when Python or an installation fails
   */
  public Path prepare(Consumer<String> progress) {
    if (settings.find("dbt.command").isPresent()) {
      if (!Files.isExecutable(ownCommand())) {
        throw failed("The dbt of setting dbt.command cannot be run", ownCommand().toString(), null)
            .fix("Correct dbt.command, or leave it empty to use the dbt that Caravan installs")
            .build();
      }
      return ownCommand();
    }
    if (!isReady()) {
      FolderLock lock = FolderLock.on(folder.resolveSibling(folder.getFileName() + ".lock"));
      try {
        if (!isReady()) {
          install(progress);
        }
      } catch (IOException e) {
        throw failed("The Python environment cannot be made", folder.toString(), e.toString())
            .fix("Make room or permissions for that folder, or set dbt.venv to another one")
            .cause(e)
            .build();
      } finally {
        lock.release();
      }
    }
    return program("dbt");
  }

  private void install(Consumer<String> progress) throws IOException {
    Python python = Python.find(settings);
    progress.accept("Preparing dbt, once: Python " + python.version() + ", folder " + folder);
    empty();
    makeVenv(python);
    AtomicInteger packages = new AtomicInteger();
    Python.Answer pip =
        Python.call(
            List.of(
                program("python").toString(),
                "-m",
                "pip",
                "install",
                "--no-input",
                "--no-color",
                "--progress-bar=off",
                "--disable-pip-version-check",
                "--require-hashes",
                "--no-deps",
                "--only-binary=:all:",
                "-r",
                requirements().toString()),
            INSTALL_WITHIN,
            line -> {
              if (line.startsWith("Collecting ") && packages.incrementAndGet() % 15 == 0) {
                progress.accept("Preparing dbt: " + packages + " packages fetched");
              }
            });
    if (pip.exitCode() != 0) {
      throw failed("dbt cannot be installed", requirements().toString(), text(pip))
          .fix(
              "Check that this machine reaches its Python package index: python3 -m pip config list",
              "Then run the same command again; it continues by itself",
              "./caravan doctor")
          .build();
    }
    Files.writeString(folder.resolve(STAMP), stamp());
    progress.accept("Preparing dbt: done");
  }

  private void makeVenv(Python python) throws IOException {
    Python.Answer venv = make(python, "venv");
    if (venv.exitCode() != 0) {
      Files.deleteIfExists(folder.resolve(STAMP));
      // Debian splits venv off Python; many machines have virtualenv instead.
      if (make(python, "virtualenv").exitCode() != 0) {
        throw failed("Python cannot make an environment", python.command(), text(venv))
            .fix(
                "sudo apt install python3-venv (Debian, Ubuntu)",
                "Or: " + python.command() + " -m pip install --user virtualenv")
            .build();
      }
    }
  }

  private Python.Answer make(Python python, String module) throws IOException {
    return Python.call(
        List.of(python.command(), "-m", module, folder.toString()), INSTALL_WITHIN, line -> {});
  }

  /** Empties the folder; refuses to when Caravan did not make what is in it. */
  private void empty() throws IOException {
    if (Files.isDirectory(folder) && !Files.exists(folder.resolve(OURS))) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw failed("The folder of the Python environment holds something else", null, null)
              .where("setting dbt.venv = " + folder)
              .fix("Set dbt.venv to a folder that does not exist yet, or leave it empty")
              .build();
        }
      }
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.walk(folder)) {
        for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
          // The mark goes last: a removal that was killed must be able to go on.
          if (!path.equals(folder) && !path.equals(folder.resolve(OURS))) {
            Files.delete(path);
          }
        }
      }
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(OURS), "Caravan may empty this folder at any time.\n");
  }

  /** What the environment is made of: the pins, the interpreter asked for, the one it stands on. */
  private String stamp() throws IOException {
    return sha256(Files.readAllBytes(requirements()))
        + "\n"
        + settings.get(Python.SETTING, "python3")
        + "\n"
        + program("python").toRealPath()
        + "\n";
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Path requirements() {
    return DbtFolders.project(settings).resolve("requirements.txt");
  }

  private Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  private Path ownCommand() {
    return settings.project().resolve(settings.require("dbt.command")).normalize();
  }

  /** The last lines of a program, without the credentials that an index address may hold. */
  private static String text(Python.Answer answer) {
    String lines = String.join(" / ", answer.lastLines());
    return (answer.exitCode() == 124
            ? "stopped after " + INSTALL_WITHIN.toMinutes() + " min: "
            : "")
        + lines.replaceAll("://[^/@\\s]+@", "://***@");
  }

  private static CaravanException.Builder failed(String what, String where, String why) {
    return CaravanException.of(ErrorCode.E501, what).where(where).why(why);
  }
}
