import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;

/** Starts the embedded PostgreSQL, prints its address as JSON, and stops it when its input ends. */
public final class SingerServer {

  public static void main(String[] args) throws Exception {
    Settings settings =
        Settings.load(
            Path.of(""), Map.of("caravan.data-dir", args[0], "embedded.port", "0"), System.getenv());
    try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {
      DatabaseAddress at = server.address();
      System.out.printf(
          "{\"host\": \"%s\", \"port\": %d, \"user\": \"%s\", \"password\": \"%s\", \"dbname\": \"%s\"}%n",
          at.host(), at.port(), at.user(), at.password(), at.name());
      System.out.flush();
      while (System.in.read() >= 0) {}
    }
  }
}
