package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What passes is tried again with a real MariaDB, too, and no row is lost or doubled by it. */
class MariaDbRetryTest {

  private static MariaDbServer server;

  @BeforeAll
  static void find() throws Exception {
    server = MariaDbServer.find().orElse(null);
    assumeTrue(server != null, "no mariadbd on this machine");
  }

  @Test
  void doesNotStoreAnAppendedPageTwiceWhenTheAnswerToACommitIsLost() throws Exception {
    try (CuttingRelay relay = new CuttingRelay("127.0.0.1", server.port());
        Warehouse database =
            Warehouse.at(server.create().replace(":" + server.port(), ":" + relay.port()))) {
      LoadOptions options =
          LoadOptions.keyedBy().withWaits(Duration.ofMillis(20), Duration.ofSeconds(2));
      Loader loader = new Loader(database.database(), "retry.lines", options);
      LoadRequest page =
          database.page("retry.lines", List.of(record("line", "a"), record("line", "b")));
      loader.load(page);
      int pages = 1;
      // The one ends the look at the table where it needs an end, the other stores the page.
      for (int commit = 1; commit <= 2; commit++) {
        relay.cutCommit(commit);
        assertThat(loader.load(page).added()).isEqualTo(2);
        pages++;
      }

      assertThat(relay.hasCut()).isTrue();
      assertThat(database.value("select count(*) from `lines`")).isEqualTo("" + 2 * pages);
      assertThat(database.value("select count(*) from caravan_commits")).isEqualTo("" + pages);
    }
  }

  @Test
  void survivesADeadlockWithAForeignWriter() throws Exception {
    try (Warehouse database = Warehouse.at(server.create())) {
      LoadOptions options =
          LoadOptions.keyedBy("id").withWaits(Duration.ofMillis(20), Duration.ofSeconds(20));
      Object[] before =
          IntStream.rangeClosed(1, 100).mapToObj(id -> record("id", id, "v", 1)).toArray();
      database.load("retry.dead", options, before);
      try (Connection foreign = database.database().getConnection();
          Statement statement = foreign.createStatement()) {
        foreign.setAutoCommit(false);
        // The server ends whoever has written less, and nothing that cannot be undone, as the stage
        // of a load: that is to be the load all the same.
        statement.execute("create temporary table mine (v int) engine = Aria transactional = 0");
        statement.execute("insert into mine values (1)");
        statement.execute("update dead set v = 7 where id > 1");
        CompletableFuture<LoadCounts> load =
            CompletableFuture.supplyAsync(
                () ->
                    database.load(
                        new Loader(database.database(), "retry.dead", options),
                        "retry.dead",
                        record("id", 1, "v", 3),
                        record("id", 2, "v", 3)));
        awaitBlocked();
        statement.execute("update dead set v = 7 where id = 1");
        foreign.commit();

        assertThat(load.get().changed()).isEqualTo(2);
      }
      assertThat(database.rows("select v from dead where id < 4 order by id").toString())
          .isEqualTo("[[3], [3], [7]]");
    }
  }

  private static void awaitBlocked() throws Exception {
    String root = "jdbc:mariadb://127.0.0.1:" + server.port() + "/";
    try (Connection connection = DriverManager.getConnection(root, "root", "");
        Statement statement = connection.createStatement()) {
      boolean blocked = false;
      while (!blocked) {
        try (ResultSet row =
            statement.executeQuery("show global status like 'Innodb_row_lock_current_waits'")) {
          row.next();
          blocked = row.getInt(2) > 0;
        }
      }
    }
  }
}
