package io.caravan.people;

import io.caravan.web.WebRig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** People in the warehouse. */
class PeoplePostgresTest extends PeopleContract {

  @TempDir static Path folder;
  private static WebRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new WebRig(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Override
  WebRig rig() {
    return rig;
  }
}
