package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.db.Connections;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What passes is tried again, and no row is lost or doubled by it. */
class RetryTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");

  @AfterAll
  static void close() {
    WAREHOUSE.close();
  }

  /**
   * The first row ever written into the table ends the session that writes it, at once or at its
   * commit.
   */
  private static void endsTheFirstSession(String table, boolean atCommit) {
    String name = table.replace('.', '_');
    WAREHOUSE.execute(
        "create sequence retry." + name + "_hits",
        "create function retry."
            + name
            + "_end() returns trigger language plpgsql as $$ begin "
            + "if nextval('retry."
            + name
            + "_hits') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$",
        "create "
            + (atCommit ? "constraint trigger t after" : "trigger t before")
            + " insert on "
            + table
            + (atCommit ? " deferrable initially deferred" : "")
            + " for each row execute function retry."
            + name
            + "_end()");
  }

  @Test
  void storesThePageAgainWhenTheSessionIsEndedInTheMiddle() {
    WAREHOUSE.execute(
        "create schema if not exists retry", "create table retry.keyed (id bigint primary key)");
    endsTheFirstSession("retry.keyed", false);

    LoadCounts counts = WAREHOUSE.load("retry.keyed", BY_ID, record("id", 1), record("id", 2));

    assertThat(counts.added()).isEqualTo(2);
    assertThat(WAREHOUSE.value("select last_value from retry.retry_keyed_hits")).isEqualTo("3");
  }

  @Test
  void storesAnAppendedPageOnceWhenTheSessionIsEndedByItsCommit() {
    WAREHOUSE.execute("create schema if not exists retry", "create table retry.log (line text)");
    endsTheFirstSession("retry.log", true);

    LoadCounts counts = WAREHOUSE.load("retry.log", LoadOptions.keyedBy(), record("line", "a"));

    assertThat(counts.added()).isEqualTo(1);
    assertThat(WAREHOUSE.value("select count(*) from retry.log")).isEqualTo("1");
  }

  @Test
  void doesNotStoreAnAppendedPageTwiceWhenTheAnswerToTheCommitIsLost() throws Exception {
    DatabaseAddress address = WAREHOUSE.connections().address(Connections.WAREHOUSE);
    try (CuttingRelay relay = new CuttingRelay(address.host(), address.port());
        HikariDataSource database = WAREHOUSE.through(relay, address)) {
      Loader loader =
          new Loader(
              database,
              "retry.lines",
              LoadOptions.keyedBy().withWaits(Duration.ofMillis(20), Duration.ofSeconds(2)));
      LoadRequest page =
          WAREHOUSE.page("retry.lines", List.of(record("line", "a"), record("line", "b")));
      loader.load(page);
      // The first commit of a page ends the look at the table; the second stores it.
      relay.cutCommit(2);

      LoadCounts counts = loader.load(page);

      assertThat(relay.hasCut()).isTrue();
      assertThat(counts.added()).isEqualTo(2);
      assertThat(WAREHOUSE.value("select count(*) from retry.lines")).isEqualTo("4");
    }
  }

  @Test
  void survivesADeadlockWithAForeignWriter() throws Exception {
    WAREHOUSE.load("retry.dead", BY_ID, record("id", 1, "v", 1), record("id", 2, "v", 1));
    try (Connection foreign = WAREHOUSE.database().getConnection();
        Statement statement = foreign.createStatement()) {
      foreign.setAutoCommit(false);
      statement.execute("set local deadlock_timeout = '1h'");
      statement.execute("update retry.dead set v = 7 where id = 2");
      CompletableFuture<LoadCounts> load =
          CompletableFuture.supplyAsync(
              () ->
                  WAREHOUSE.load(
                      new Loader(
                          WAREHOUSE.database(),
                          "retry.dead",
                          BY_ID.withWaits(Duration.ofMillis(20), Duration.ofSeconds(20))),
                      "retry.dead",
                      record("id", 2, "v", 3),
                      record("id", 1, "v", 3)));
      awaitBlocked("retry.dead");
      // Waits for the load, which waits for this: the server ends the one that notices first, ours.
      statement.execute("update retry.dead set v = 7 where id = 1");
      foreign.commit();

      assertThat(load.get().changed()).isEqualTo(2);
    }
    assertThat(WAREHOUSE.rows("select v from retry.dead order by id").toString())
        .isEqualTo("[[3], [3]]");
  }

  private static void awaitBlocked(String table) {
    String blocked =
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%"
            + table.substring(6)
            + "%'";
    while (WAREHOUSE.value(blocked).equals("0")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void namesTheSessionThatHoldsTheTable() throws Exception {
    WAREHOUSE.load("retry.held", BY_ID, record("id", 1));
    try (Connection foreign = WAREHOUSE.database().getConnection();
        Statement statement = foreign.createStatement()) {
      foreign.setAutoCommit(false);
      statement.execute("lock table retry.held in access exclusive mode");
      String pid =
          WAREHOUSE.value("select pid from pg_locks where relation = 'retry.held'::regclass");
      Loader loader =
          new Loader(
              WAREHOUSE.database(),
              "retry.held",
              BY_ID.withWaits(Duration.ofMillis(5), Duration.ofMillis(50)));

      assertThatThrownBy(() -> WAREHOUSE.load(loader, "retry.held", record("id", 1, "new", 1)))
          .isInstanceOfSatisfying(
              CaravanException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.E306);
                assertThat(failure.what())
                    .contains("retry.held is locked by pid " + pid + " (caravan");
              });
      foreign.rollback();
    }
    assertThat(WAREHOUSE.load("retry.held", BY_ID, record("id", 1, "new", 1)).changed())
        .isEqualTo(1);
  }

  @Test
  void saysThatTheDatabaseIsGone() {
    try (HikariDataSource database = new HikariDataSource()) {
      database.setJdbcUrl("jdbc:postgresql://localhost:1/none");
      database.setConnectionTimeout(250);
      Loader loader =
          new Loader(
              database, "retry.gone", BY_ID.withWaits(Duration.ofMillis(5), Duration.ofSeconds(1)));
      assertThatThrownBy(
              () ->
                  loader.load(
                      new LoadRequest(
                          Map.of("retry.gone", List.of(record("id", 1))), null, "run", 1L)))
          .isInstanceOfSatisfying(
              CaravanException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.E300));
    }
  }
}
