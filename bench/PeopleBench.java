import io.caravan.app.Databases;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;

/** Fills the tables of people: 10,000 with five gists each, each with a file. */
public final class PeopleBench {

  private PeopleBench() {}

  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.load(Path.of(""), Map.of(), System.getenv());
    try (Databases databases = Databases.open(settings);
        Connection connection =
            databases.connections().get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from people");
      statement.execute(
          "insert into people (id, github_username, pipedrive_id, last_visit) overriding system value"
              + " select i, 'user-' || i, i, '2026-01-01' from generate_series(1, 10000) i");
      statement.execute(
          "insert into gists (person_id, gist_id, description, pull_url) select 1 + i % 10000, md5(i::text),"
              + " 'What gist ' || i || ' is about, in one sentence', 'https://gist.github.com/' || md5(i::text) || '.git'"
              + " from generate_series(1, 50000) i");
      statement.execute(
          "insert into gist_files (gist_id, name, raw_url) select id, 'file-' || id || '.txt',"
              + " 'https://gist.githubusercontent.com/raw/' || gist_id || '/file.txt' from gists");
      statement.execute("analyze people");
      statement.execute("analyze gists");
      statement.execute("analyze gist_files");
    }
  }
}
