package io.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.db.DatabaseAddress;
import io.caravan.error.ExitCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./caravan target} while somebody pulls the plug: what it says is done, is done, and who
 * goes on from its last state loses and doubles nothing.
 */
class TargetIT {

  private static final int KILLS = 5;
  private static final int TRIALS = 15;
  private static final int RECORDS = 6_000;
  private static final int RECORDS_PER_STATE = 100;
  private static final String STATE = "{\"at\":";

  private final long seed = Long.getLong("caravan.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, String> settings = new HashMap<>();
  private DatabaseAddress warehouse;

  @TempDir(factory = UnderTarget.class)
  private Path folder;

  @BeforeEach
  void settings() {
    warehouse = TestDatabase.create();
    settings.put("caravan.data-dir", folder.resolve("data").toString());
    settings.put("caravan.lease-ttl", "1s");
    settings.put("singer.page-rows", "50");
    database("warehouse", warehouse);
  }

  private void database(String name, DatabaseAddress address) {
    settings.put("db." + name + ".url", address.jdbcUrl());
    settings.put("db." + name + ".user", address.user());
    settings.put("db." + name + ".password", address.password());
  }

  @Test
  void whoGoesOnFromTheLastStateAfterAKillLosesAndDoublesNothing() throws Exception {
    System.out.println("TargetIT: -Dcaravan.seed=" + seed);
    int at = 0;
    int kills = 0;
    for (int trial = 0; kills < KILLS; trial++) {
      assertThat(trial).as("trials; too many ended before their kill").isLessThan(TRIALS);
      try (Packaged target = Packaged.java(settings, "target", "--schema", "t")) {
        startTap(target, at);
        // A lease of the one before may still last: then this one ends without a state.
        if (target.await(STATE) != null) {
          target.endsWithin(Duration.ofMillis(random.nextInt(150)));
          kills += target.kill() ? 1 : 0;
          at = lastState(target, at);
          System.out.printf("TargetIT: trial %d, killed after state %d%n", trial + 1, at);
          assertThat(stored()).isGreaterThanOrEqualTo(at);
        }
      }
    }

    assertThat(at).isBetween(RECORDS_PER_STATE, RECORDS - 1);
    goOnToTheEnd(at);
  }

  @Test
  void ctrlCGivesOutTheLastStateAndEndsWith130() throws Exception {
    int at;
    try (Packaged target = Packaged.launcher(settings, "target", "--schema", "t")) {
      startTap(target, 0);
      target.await(STATE);
      target.interrupt();

      assertThat(target.exitCode()).as(target.said()).isEqualTo(ExitCode.INTERRUPTED.number());
      at = lastState(target, 0);
      assertThat(stored()).isBetween((long) at, (long) at + 3 * RECORDS_PER_STATE);
    }

    goOnToTheEnd(at);
  }

  @Test
  void anotherDatabaseGetsTheTablesAndTheWarehouseNone() throws Exception {
    DatabaseAddress other = TestDatabase.create();
    database("other", other);
    try (Packaged target = Packaged.java(settings, "target", "--schema", "t", "--db", "other")) {
      startTap(target, RECORDS - 300);
      assertThat(target.exitCode()).as(target.said()).isZero();
      assertThat(lastState(target, 0)).isEqualTo(RECORDS);
    }

    assertThat(one(other, "select count(*) from t.items")).isEqualTo("300");
    assertThat(one(warehouse, "select count(*) from pg_tables where schemaname = 't'"))
        .isEqualTo("0");
  }

  @Test
  void aDatabaseThatNoSettingNamesIsRefused() {
    try (Packaged target = Packaged.java(settings, "target", "--schema", "t", "--db", "nobody")) {
      assertThat(target.exitCode()).as(target.said()).isEqualTo(ExitCode.CONFIG.number());
      assertThat(target.said()).contains("db.nobody.url");
    }
  }

  private void goOnToTheEnd(int from) throws Exception {
    int code = -1;
    for (int i = 0; i < 5 && code != 0; i++) {
      try (Packaged target = Packaged.java(settings, "target", "--schema", "t")) {
        startTap(target, from);
        code = target.exitCode();
        assertThat(code == 0 ? lastState(target, 0) : RECORDS).as(target.said()).isEqualTo(RECORDS);
      }
    }
    assertThat(code).isZero();
    assertThat(
            one(
                warehouse,
                "select count(*) || ' ' || count(distinct id) || ' ' || count(*) filter (where name = 'n' || id)"
                    + " from t.items"))
        .isEqualTo(RECORDS + " " + RECORDS + " " + RECORDS);
  }

  /** A tap that goes on after a state, as fast as it is listened to. */
  private static void startTap(Packaged target, int after) {
    Thread writer =
        new Thread(
            () -> {
              try (BufferedWriter out =
                  new BufferedWriter(
                      new OutputStreamWriter(target.input(), StandardCharsets.UTF_8))) {
                out.write(
                    "{\"type\":\"SCHEMA\",\"stream\":\"items\",\"key_properties\":[\"id\"],\"schema\":{\"properties\":"
                        + "{\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"}}}}\n");
                for (int id = after + 1; id <= RECORDS; id++) {
                  out.write(
                      "{\"type\":\"RECORD\",\"stream\":\"items\",\"record\":{\"id\":%d,\"name\":\"n%d\"}}\n"
                          .formatted(id, id));
                  if (id % RECORDS_PER_STATE == 0) {
                    out.write("{\"type\":\"STATE\",\"value\":" + STATE + id + "}}\n");
                  }
                }
              } catch (IOException e) {
                System.out.println("TargetIT: nobody listens to the tap any more");
              }
            },
            "tap");
    writer.setDaemon(true);
    writer.start();
  }

  private static int lastState(Packaged target, int before) {
    return target
        .said()
        .lines()
        .filter(line -> line.startsWith(STATE) && line.endsWith("}"))
        .mapToInt(line -> Integer.parseInt(line.substring(STATE.length(), line.length() - 1)))
        .max()
        .orElse(before);
  }

  private long stored() throws SQLException {
    return Long.parseLong(one(warehouse, "select count(*) from t.items"));
  }

  private static String one(DatabaseAddress address, String query) throws SQLException {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
