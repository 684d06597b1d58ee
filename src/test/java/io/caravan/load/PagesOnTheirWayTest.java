package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.db.Connections;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Bookmarks;
import io.caravan.stream.JsonRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pages that are stored while the next one is got ready end as if each had been waited for. */
class PagesOnTheirWayTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");

  @AfterAll
  static void close() {
    WAREHOUSE.close();
  }

  /** Hands pages over as one run and waits for the last one. */
  private static List<LoadCounts> run(Loader loader, String table, List<List<?>> pages) {
    List<LoadCounts> done = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      done.addAll(loader.take(request(table, pages.get(i), i)));
    }
    loader.finish().ifPresent(done::add);
    return done;
  }

  private static LoadRequest request(String table, List<?> page, int number) {
    return new LoadRequest(Map.of(table, page), "{\"page\":" + number + "}", table, 1L);
  }

  private static JsonRecord json(String text) {
    byte[] bytes = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
    return new JsonRecord(bytes, 1, bytes.length - 1);
  }

  @Test
  void tellsOfAPageWhenItIsStoredAndNotBefore() throws Exception {
    Loader loader = WAREHOUSE.loader("way.told", BY_ID);
    loader.take(request("way.told", List.of(record("id", 1)), 0));

    assertThat(loader.take(request("way.told", List.of(record("id", 2)), 1))).isEmpty();
    assertThat(loader.finish())
        .hasValueSatisfying(
            counts -> {
              assertThat(counts.added()).isEqualTo(1);
              assertThat(counts.bookmark()).isEqualTo("{\"page\":1}");
            });
    assertThat(loader.finish()).isEmpty();
    assertThat(new Bookmarks(WAREHOUSE.database()).find("way.told")).contains("{\"page\": 1}");
  }

  @Test
  void theLastPageWithAKeyWins() {
    Loader loader = WAREHOUSE.loader("way.last", BY_ID);

    List<LoadCounts> done =
        run(
            loader,
            "way.last",
            List.of(
                List.of(record("id", 1, "v", 1), record("id", 2, "v", 1)),
                List.of(record("id", 2, "v", 2), record("id", 3, "v", 1)),
                List.of(record("id", 3, "v", 2), record("id", 3, "v", 3)),
                List.of(record("id", 3, "v", 3), record("id", 1, "v", 1))));

    assertThat(WAREHOUSE.rows("select id, v from way.last order by id").toString())
        .isEqualTo("[[1, 1], [2, 2], [3, 3]]");
    assertThat(done).extracting(LoadCounts::added).containsExactly(2L, 1L, 0L, 0L);
    assertThat(done).extracting(LoadCounts::changed).containsExactly(0L, 1L, 1L, 0L);
    assertThat(done).extracting(LoadCounts::repeated).containsExactly(0L, 0L, 1L, 0L);
    assertThat(done).extracting(LoadCounts::same).containsExactly(0L, 0L, 0L, 2L);
  }

  @Test
  void aPageThatNeedsAnotherTypeOrColumnWaitsForTheOneBefore() {
    Loader loader = WAREHOUSE.loader("way.wider", BY_ID);

    run(
        loader,
        "way.wider",
        List.of(
            List.of(record("id", 1, "v", 1)),
            List.of(record("id", 2, "v", 2)),
            List.of(record("id", 3, "v", 2.5)),
            List.of(record("id", 4, "v", "text", "new", true)),
            List.of(record("id", 5, "v", 5))));

    assertThat(WAREHOUSE.rows("select id, v, new from way.wider order by id").toString())
        .isEqualTo("[[1, 1, null], [2, 2, null], [3, 2.5, null], [4, text, t], [5, 5, null]]");
  }

  @Test
  void aRowThatTheDatabaseRefusesOnTheWayBecomesARejectAndTheOthersAreStored() {
    WAREHOUSE.execute(
        "create schema if not exists way",
        "create table way.strict (id int primary key, v int check (v < 100))");
    Loader loader = WAREHOUSE.loader("way.strict", BY_ID.withRejects(5, 10));

    List<LoadCounts> done =
        run(
            loader,
            "way.strict",
            List.of(
                List.of(record("id", 1, "v", 1)),
                List.of(
                    record("id", 2, "v", 2), record("id", 3, "v", 100), record("id", 4, "v", 4)),
                List.of(record("id", 5, "v", 5)),
                List.of(record("id", 6, "v", 101))));

    assertThat(WAREHOUSE.rows("select id from way.strict order by id").toString())
        .isEqualTo("[[1], [2], [4], [5]]");
    assertThat(done).extracting(LoadCounts::rejected).containsExactly(0L, 1L, 0L, 1L);
    assertThat(done).extracting(LoadCounts::rejectedInRun).containsExactly(0L, 1L, 1L, 2L);
  }

  @Test
  void aKeyThatSomebodyElsePutThereMeanwhileIsUpdated() {
    Loader loader = WAREHOUSE.loader("way.meanwhile", BY_ID);
    loader.take(request("way.meanwhile", List.of(record("id", 1, "v", 1)), 0));
    loader.take(request("way.meanwhile", List.of(record("id", 2, "v", 1)), 1));
    loader.finish();
    WAREHOUSE.execute("insert into way.meanwhile (id, v) values (3, 0)");

    loader.take(request("way.meanwhile", List.of(record("id", 3, "v", 3)), 2));
    loader.take(request("way.meanwhile", List.of(record("id", 4, "v", 4)), 3));
    loader.finish();

    assertThat(WAREHOUSE.rows("select id, v from way.meanwhile order by id").toString())
        .isEqualTo("[[1, 1], [2, 1], [3, 3], [4, 4]]");
  }

  @Test
  void aPageAfterOneThatCannotBeStoredIsNotStoredEither() throws Exception {
    Loader loader = WAREHOUSE.loader("way.fenced", BY_ID);
    loader.take(request("way.fenced", List.of(record("id", 1)), 0));
    WAREHOUSE.execute("update caravan.bookmarks set fence = 9 where stream = 'way.fenced'");
    loader.take(request("way.fenced", List.of(record("id", 2)), 1));

    assertThatThrownBy(() -> loader.take(request("way.fenced", List.of(record("id", 3)), 2)))
        .isInstanceOfSatisfying(
            CaravanException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.E702));

    assertThat(loader.finish()).isEmpty();
    assertThat(WAREHOUSE.rows("select id from way.fenced").toString()).isEqualTo("[[1]]");
    assertThat(new Bookmarks(WAREHOUSE.database()).find("way.fenced")).contains("{\"page\": 0}");
  }

  @Test
  void doesNotAppendAPageTwiceWhenTheAnswerToItsCommitIsLost() throws Exception {
    DatabaseAddress address = WAREHOUSE.connections().address(Connections.WAREHOUSE);
    try (CuttingRelay relay = new CuttingRelay(address.host(), address.port());
        HikariDataSource database = WAREHOUSE.through(relay, address)) {
      Loader loader =
          new Loader(
              database,
              "way.lines",
              LoadOptions.keyedBy().withWaits(Duration.ofMillis(20), Duration.ofSeconds(2)));
      loader.take(request("way.lines", List.of(record("line", "a")), 0));
      relay.cutCommit(1);

      loader.take(request("way.lines", List.of(record("line", "b")), 1));
      loader.take(request("way.lines", List.of(record("line", "c")), 2));
      loader.finish();

      assertThat(relay.hasCut()).isTrue();
      assertThat(WAREHOUSE.rows("select line from way.lines order by 1").toString())
          .isEqualTo("[[a], [b], [c]]");
    }
  }

  @Test
  void aRecordOfJsonTextIsStoredAsTheMapOfItWouldBe() {
    String text =
        """
        {"id": 7, "name": "Zoë \\ud83d\\ude00 \\\\ \\"x\\"\\n\\t", "price": 1.50, "big": 12345678901234567890,
         "on": "2024-02-29T10:00:00Z", "open": true, "none": null, "tags": ["a", {"b": [1, 2.5]}], "nul": "a\\u0000b"}""";
    WAREHOUSE.load("way.text", BY_ID.withInfer(true), json(text));
    WAREHOUSE.load("way.map", BY_ID.withInfer(true), json(text).map());

    assertThat(WAREHOUSE.types("way.text")).isEqualTo(WAREHOUSE.types("way.map"));
    String row = "select row(id, name, price, big, \"on\", open, none, tags, nul)::text from ";
    assertThat(WAREHOUSE.value(row + "way.text"))
        .isEqualTo(WAREHOUSE.value(row + "way.map"))
        .contains("Zoë 😀", "1.50", "12345678901234567890");
  }

  @Test
  void textThatIsNoJsonObjectIsRejectedAsItIs() {
    LoadCounts counts =
        WAREHOUSE.load(
            "way.broken",
            BY_ID.withRejects(9, 10),
            json("{\"id\": 1}"),
            json("{\"id\": 2"),
            json("[3]"),
            json("{\"id\": 4} {}"));

    assertThat(counts.added()).isEqualTo(1);
    assertThat(counts.rejected()).isEqualTo(3);
    assertThat(WAREHOUSE.rows("select raw from caravan.rejects where stream = 'way.broken'"))
        .contains(List.of("\"[3]\""));
  }
}
