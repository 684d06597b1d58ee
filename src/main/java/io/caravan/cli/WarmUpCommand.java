package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/**
 * A trial start with an empty database of its own, so that Java can archive the classes that a
 * start needs. Called by the launcher after a build; whatever fails here only costs speed.
 */
@Command(name = "warm-up", hidden = true, description = "A trial start for the class archive.")
final class WarmUpCommand extends Verb {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Override
  public Integer call() throws IOException {
    Deadline.endProcessAfter(LONGEST, 1);
    Settings real = settings();
    Path folder = real.dataDir().resolve("cache").resolve("warm-up");
    ThrowawayFolder.empty(folder);
    Map<String, String> overrides = new LinkedHashMap<>(options().settings());
    overrides.put("caravan.data-dir", folder.toString());
    overrides.put("db.warehouse.url", "");
    overrides.put("http.port", String.valueOf(freePort()));
    overrides.put("embedded.binaries-dir", SharedFolders.binaries(real).toString());
    Settings trial = Settings.load(real.project(), overrides, System.getenv());
    try (Caravan caravan = start(trial, Mode.TRIAL)) {
      caravan.runs().latest(null, 1);
    } finally {
      ThrowawayFolder.empty(folder);
    }
    return 0;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
