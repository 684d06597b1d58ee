package io.caravan.cli.check;

import io.caravan.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this machine gives Caravan what it needs. */
public final class MachineChecks {

  private static final long MEGABYTE = 1024 * 1024;
  private static final long LITTLE_DISK = 500 * MEGABYTE;
  private static final long LITTLE_HEAP = 128 * MEGABYTE;

  private MachineChecks() {}

  public static Diagnosis java() {
    String found = System.getProperty("java.version") + " in " + System.getProperty("java.home");
    return Diagnosis.ok("java", found);
  }

  public static Diagnosis memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String detail = "%d MB for objects".formatted(heap / MEGABYTE);
    return heap < LITTLE_HEAP
        ? Diagnosis.warn("memory", detail, "CARAVAN_HEAP=512m ./caravan ...")
        : Diagnosis.ok("memory", detail);
  }

  public static Diagnosis disk(Path dataDir) throws IOException {
    long free = Files.getFileStore(existing(dataDir)).getUsableSpace();
    String detail = "%,d MB free".formatted(free / MEGABYTE);
    return free < LITTLE_DISK
        ? Diagnosis.warn("disk", detail, "Free some space, or move caravan.data-dir")
        : Diagnosis.ok("disk", detail);
  }

  public static Diagnosis dataFolder(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
      Files.delete(Files.createTempFile(dataDir, "doctor", null));
      return Diagnosis.ok("data folder", dataDir.toString());
    } catch (IOException e) {
      return Diagnosis.fail(
          "data folder",
          dataDir + " cannot be written: " + e.getMessage(),
          "Correct its owner, or set caravan.data-dir");
    }
  }

  public static Diagnosis port(Settings settings) {
    int port = settings.getInt("http.port", 8080);
    return ServerPort.isFree(port)
        ? Diagnosis.ok("port", port + " is free for ./caravan serve")
        : Diagnosis.warn(
            "port",
            port + " is taken, perhaps by a ./caravan serve",
            "Set another one: HTTP_PORT=" + (port + 1) + " ./caravan serve");
  }

  private static Path existing(Path folder) {
    Path found = folder.toAbsolutePath();
    while (!Files.exists(found)) {
      found = found.getParent();
    }
    return found;
  }
}
