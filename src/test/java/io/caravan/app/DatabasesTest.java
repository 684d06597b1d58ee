package io.caravan.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabasesTest {

  @Test
  @Timeout(60)
  void opensTheDatabaseAndItsRunRecordWithoutRoutes() {
    try (Databases databases = Databases.open(TestDatabase.settings(Map.of()))) {
      assertThat(databases.runs().latest(null, 1)).isEmpty();
    }
  }
}
