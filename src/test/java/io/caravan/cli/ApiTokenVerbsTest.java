package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import io.caravan.db.DatabaseAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token is made, listed without being shown, and ended. */
class ApiTokenVerbsTest {

  @TempDir Path data;
  private final DatabaseAddress database = TestDatabase.create();

  private Typed api(String... words) {
    List<String> all = new ArrayList<>(List.of("api-token"));
    all.addAll(List.of(words));
    for (String set :
        List.of(
            "caravan.data-dir=" + data,
            "db.warehouse.url=" + database.jdbcUrl(),
            "db.warehouse.user=" + database.user(),
            "db.warehouse.password=" + database.password())) {
      all.addAll(List.of("--set", set));
    }
    return Typed.in(all.toArray(String[]::new));
  }

  @Test
  void aTokenIsPrintedOnceAndNeverListed() {
    assertThat(api("list").err()).contains("no token was made");

    Typed created = api("create", "--role", "view", "--label", "dashboard");
    String secret = created.out().strip();
    assertThat(created.code()).isZero();
    assertThat(secret).matches("caravan_[A-Za-z0-9_-]{43}");

    Typed listed = api("list");
    assertThat(listed.out()).contains("view", "good", "dashboard").doesNotContain(secret);
    String id = listed.out().lines().skip(1).findFirst().orElseThrow().split(" ")[0];

    assertThat(api("revoke", id).code()).isZero();
    assertThat(api("revoke", id).err()).startsWith("E104 There is no good token");
    assertThat(api("list").out()).contains("revoked");
    assertThat(api("create", "--role", "king").code()).isEqualTo(64);
  }
}
