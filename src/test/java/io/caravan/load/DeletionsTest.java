package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import io.caravan.stream.ReadPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows that are gone from the source. */
class DeletionsTest {

  private static List<Object> orders(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .<Object>mapToObj(id -> record("id", id, "name", "n" + id))
        .toList();
  }

  private static StreamRig rig(String options) throws Exception {
    return new StreamRig("upsert:shop.orders?key=id" + options, null);
  }

  @Test
  void aRowThatACompleteReadNoLongerMeetsIsMarkedAndComesBack() throws Exception {
    try (StreamRig shop = rig("")) {
      shop.load(orders(1, 3), orders(4, 6));
      assertThat(shop.list("select count(*) from shop.orders where _deleted_at is null"))
          .containsExactly("6");

      Step without = shop.load(orders(1, 2), orders(4, 6));

      assertThat(without.counts()).containsEntry("deleted", 1L).containsEntry("same", 5L);
      assertThat(shop.list("select id::text from shop.orders where _deleted_at is not null"))
          .containsExactly("3");
      List<String> versions = shop.list("select id || ' ' || xmin from shop.orders order by id");
      Step again = shop.load(orders(1, 2), orders(4, 6));
      assertThat(again.counts()).doesNotContainKey("deleted").containsEntry("changed", 0L);
      assertThat(shop.list("select id || ' ' || xmin from shop.orders order by id"))
          .isEqualTo(versions);

      Step back = shop.load(orders(1, 6));
      assertThat(back.counts()).containsEntry("changed", 1L).doesNotContainKey("deleted");
      assertThat(shop.present()).hasSize(6);
    }
  }

  @Test
  void hardDeletesTheRowAndIgnoreLeavesIt() throws Exception {
    try (StreamRig shop = rig("&deletes=hard")) {
      shop.load(orders(1, 3));
      assertThat(shop.load(orders(1, 2)).counts()).containsEntry("deleted", 1L);
      assertThat(shop.list("select id::text from shop.orders order by id"))
          .containsExactly("1", "2");
      assertThat(shop.warehouse.types("shop.orders")).doesNotContainKey("_deleted_at");
    }
    try (StreamRig shop = rig("&deletes=ignore")) {
      shop.load(orders(1, 3));
      assertThat(shop.load(orders(1, 2)).counts()).doesNotContainKey("deleted");
      assertThat(shop.list("select id::text from shop.orders")).hasSize(3);
    }
  }

  @Test
  void aReadOfAPartDeletesNothing() throws Exception {
    try (StreamRig shop = rig("")) {
      shop.load(orders(1, 3));

      shop.run(RunOptions.NONE.withLimit(1), Map.of(), orders(1, 1));
      shop.run(RunOptions.backfill("2020-01-01T00:00:00Z", null), Map.of(), orders(1, 1));
      shop.onPlan = ReadPlan::readsPart;
      shop.load(orders(1, 1));
      shop.onPlan = plan -> {};
      shop.bookmarks.set(StreamRig.STREAM, "{\"cursor\": \"2026-01-01\"}");
      shop.load(orders(2, 2));

      assertThat(shop.present()).hasSize(3);
    }
  }

  @Test
  void aReadThatFailsOrReturnsNothingDeletesNothing() throws Exception {
    try (StreamRig shop = rig("")) {
      shop.load(orders(1, 3));

      shop.load();
      shop.load(List.of());
      shop.atEnd =
          step -> {
            throw CaravanException.of(ErrorCode.E201, "The line is dead").build();
          };
      Run broken = shop.run(RunOptions.NONE, Map.of(), orders(1, 2));
      assertThat(broken.state()).isEqualTo(RunState.FAILED);

      assertThat(shop.present()).hasSize(3);
    }
  }

  @Test
  void manyRowsGoOnlyWhenAPersonAllowsIt() throws Exception {
    try (StreamRig shop = rig("")) {
      shop.load(orders(1, 100));

      Run refused = shop.run(RunOptions.NONE, Map.of(), orders(1, 80));
      assertThat(refused.failure().code()).isEqualTo(ErrorCode.E602);
      assertThat(refused.failure().what())
          .isEqualTo("20 of 100 rows of shop.orders are no longer in the source");
      assertThat(refused.failure().fixes().get(0))
          .isEqualTo("./caravan run shop.orders --allow-deletes");
      assertThat(shop.present()).hasSize(100);

      Run allowed = shop.run(RunOptions.NONE, Map.of("allowDeletes", true), orders(1, 80));
      assertThat(allowed.failure()).isNull();
      assertThat(shop.present()).hasSize(80);
    }
  }

  @Test
  void theShareCanBeSetForAStream() throws Exception {
    try (StreamRig shop = rig("&maxDeletePercent=30")) {
      shop.load(orders(1, 100));
      assertThat(shop.load(orders(1, 80)).counts()).containsEntry("deleted", 20L);
    }
  }

  @Test
  void theBookmarkMovesWithTheDeletionsAndNotBefore() throws Exception {
    try (StreamRig shop = rig("")) {
      shop.load(
          List.of(
              record("id", 1, "changed", "2026-01-01"), record("id", 2, "changed", "2026-01-02")));
      assertThat(shop.bookmark()).contains("2026-01-02");

      List<Object> page = new ArrayList<>();
      IntStream.rangeClosed(1, 20).forEach(id -> page.add(record("id", id)));
      shop.bookmarks.set(StreamRig.STREAM, null);
      shop.load(page);
      shop.bookmarks.set(StreamRig.STREAM, null);
      Run refused =
          shop.run(RunOptions.NONE, Map.of(), List.of(record("id", 1, "changed", "2026-01-03")));

      assertThat(refused.failure().code()).isEqualTo(ErrorCode.E602);
      assertThat(shop.bookmark()).isNull();
    }
  }

  @Test
  void aRecordThatSaysItWasDeletedIsMarkedWithItsOwnTime() throws Exception {
    try (StreamRig shop = rig("&deletedWhen=archived&deletedAt=archivedAt")) {
      String page =
          """
          [{"id": 1, "name": "a", "archived": false, "archivedAt": null},
           {"id": 2, "name": "b", "archived": true, "archivedAt": "2026-02-03T04:05:06Z"},
           {"id": 3, "name": "c", "archived": true}]
          """;
      shop.load(new ObjectMapper().readTree(page));
      Step again = shop.load(new ObjectMapper().readTree(page));

      assertThat(again.counts()).containsEntry("changed", 0L);
      assertThat(
              shop.list(
                  "select id || ' ' || (_deleted_at at time zone 'UTC') from shop.orders where _deleted_at is not null order by id"))
          .containsExactly("2 2026-02-03 04:05:06", "3 1970-01-01 00:00:00");

      shop.bookmarks.set(StreamRig.STREAM, "{\"cursor\": \"2026-01-01\"}");
      shop.load(List.of(record("id", 2, "name", "b", "archived", false)));
      assertThat(shop.present()).containsExactly("1 a", "2 b");
    }
  }

  @Test
  void aRecordThatSaysItWasDeletedLeavesAtOnceWhereRowsAreDeleted() throws Exception {
    try (StreamRig shop = rig("&deletes=hard&deletedWhen=status=DELETED|VOIDED")) {
      shop.load(List.of(record("id", 1, "status", "PAID"), record("id", 2, "status", "PAID")));
      shop.bookmarks.set(StreamRig.STREAM, "{\"cursor\": \"2026-01-01\"}");

      Step step = shop.load(List.of(record("id", 2, "status", "VOIDED")));

      assertThat(step.counts()).containsEntry("deleted", 1L);
      assertThat(shop.list("select id::text from shop.orders")).containsExactly("1");
    }
  }

  @Test
  void keysOfSeveralPartsAndAwkwardTextAreCompared() throws Exception {
    try (StreamRig shop = new StreamRig("upsert:shop.orders?key=a,at", null)) {
      Map<String, Object> tab = record("a", "x\ty\\z\n", "at", "2026-01-01T00:00:00Z", "name", "1");
      Map<String, Object> nul = record("a", "\u0000", "at", "2026-01-02T00:00:00Z", "name", "2");
      Map<String, Object> other = record("a", "x", "at", "2026-01-02T00:00:00Z", "name", "3");
      shop.load(List.of(tab, nul, other));

      Step step = shop.load(List.of(tab, nul));

      assertThat(step.counts()).containsEntry("deleted", 1L);
      assertThat(shop.list("select name::text from shop.orders where _deleted_at is not null"))
          .containsExactly("3");
    }
  }

  @Test
  void aTableWithoutAKeyOnlyGrows() throws Exception {
    try (StreamRig shop = new StreamRig("upsert:shop.orders", null)) {
      shop.load(orders(1, 2));
      shop.load(orders(1, 1));

      assertThat(shop.list("select id::text from shop.orders")).hasSize(3);
    }
  }

  @Test
  void anOptionThatMeansNothingIsRefused() throws Exception {
    try (StreamRig shop = rig("&deletes=maybe")) {
      assertThatThrownBy(() -> shop.load(orders(1, 1)))
          .hasMessageContaining("E106")
          .hasMessageContaining("soft, hard, ignore");
    }
    try (StreamRig shop = rig("&deletedWhen=archived")) {
      assertThatThrownBy(() -> shop.load(orders(1, 1))).hasMessageContaining("deletedAt=");
    }
  }
}
