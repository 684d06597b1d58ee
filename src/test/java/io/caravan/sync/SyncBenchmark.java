package io.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 100,000 deals of which none differs: no call, at most 5 s. Started by {@code bench/sync.sh}; its
 * name keeps it out of the usual tests, because a busy machine would fail it.
 */
class SyncBenchmark {

  private static final int DEALS = 100_000;
  private static final Duration ALLOWED = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void aHundredThousandUnchangedDealsNeedNoCallAndFiveSeconds() {
    try (SyncRig rig = new SyncRig(folder)) {
      rig.sync(row(1));
      rig.sql(
          "insert into caravan.sync_ledger (destination, account, entity, external_key, remote_id, payload, state)"
              + " select 'pipedrive', '1', 'deals', n::text, n::text, jsonb_build_object('title', 'Title ' || n,"
              + " 'status', 'open', 'value', n + 0.5, 'currency', 'USD'), 'CONFIRMED'"
              + " from generate_series(2, "
              + DEALS
              + ") n");
      StringBuilder file = new StringBuilder(SyncRig.HEADER).append('\n');
      for (int n = 1; n <= DEALS; n++) {
        file.append(row(n)).append('\n');
      }
      int calls = rig.pipedrive().calls();

      Duration best = ALLOWED.multipliedBy(100);
      for (int round = 1; round <= 3; round++) {
        long begin = System.nanoTime();
        SyncRig.Ran ran = rig.syncFile(Map.of(), file.toString());
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf(
            "sync: %,d unchanged deals in %.2f s (round %d)%n",
            DEALS, took.toMillis() / 1e3, round);
        assertThat(ran.failure()).isNull();
        assertThat(ran.counts()).isEqualTo(Map.of("same", (long) DEALS));
        best = took.compareTo(best) < 0 ? took : best;
      }

      assertThat(rig.pipedrive().calls()).isEqualTo(calls);
      assertThat(best).isLessThanOrEqualTo(ALLOWED);
    }
  }

  private static String row(int n) {
    return n + ",Title " + n + ",open," + n + ".5,USD";
  }
}
