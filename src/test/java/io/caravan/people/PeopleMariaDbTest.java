package io.caravan.people;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.caravan.load.MariaDbServer;
import io.caravan.web.WebRig;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** People in a MariaDB, named as the service before named it: DATABASE_NAME and so on. */
class PeopleMariaDbTest extends PeopleContract {

  @TempDir static Path folder;
  private static WebRig rig;

  @BeforeAll
  static void start() throws Exception {
    Optional<MariaDbServer> server = MariaDbServer.find();
    assumeTrue(server.isPresent(), "MariaDB is not on this machine");
    URI url = URI.create(server.get().create());
    Map<String, String> settings = new HashMap<>();
    settings.put("database.host", url.getHost());
    settings.put("database.port", String.valueOf(url.getPort()));
    settings.put("database.name", url.getPath().substring(1));
    settings.put("database.username", url.getUserInfo().split(":")[0]);
    settings.put("database.password", url.getUserInfo().split(":")[1]);
    rig = new WebRig(folder, settings);
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  @Override
  WebRig rig() {
    return rig;
  }
}
