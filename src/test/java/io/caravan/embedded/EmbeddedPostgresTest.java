package io.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
  @Test
  void createsADatabase() throws Exception {
    try (var c = TestDatabase.connect(TestDatabase.create());
        var s = c.createStatement();
        var r = s.executeQuery("select current_setting('fsync') || current_database()")) {
      assertThat(r.next()).isTrue();
      assertThat(r.getString(1)).startsWith("ontest_");
    }
  }
}
