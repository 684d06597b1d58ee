package io.caravan.sync;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project that syncs files into a Pipedrive stand-in; each test begins with an empty account. */
abstract class WithSyncRig {

  @TempDir static Path folder;
  static SyncRig rig;

  @BeforeAll
  static void start() {
    rig = new SyncRig(folder);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void startOver() {
    rig.startOver();
  }
}
