package io.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {

  @TempDir Path home;

  @Test
  void aFullDiskIsSaidWithTheFreeSpace() {
    CaravanException fromInitdb =
        Failures.of(
            "Cannot make the embedded database",
            home,
            "creating configuration files ... initdb: error: could not write file: No space left on"
                + " device");
    CaravanException fromUnpacking = Failures.of(home, new IOException("No space left on device"));

    for (CaravanException e : new CaravanException[] {fromInitdb, fromUnpacking}) {
      assertThat(e.code()).isEqualTo(ErrorCode.E305);
      assertThat(e.why()).containsPattern("free: [0-9.]+ MB");
      assertThat(e.where()).isEqualTo(home.toString());
      assertThat(e.fixes()).isNotEmpty();
    }
  }

  @Test
  void theTellingLineOfALongOutputIsShown() {
    CaravanException e =
        Failures.of(
            "The embedded PostgreSQL did not start",
            home,
            "waiting for server to start.... stopped waiting\n"
                + "UTC [1] FATAL:  could not map anonymous shared memory: Cannot allocate memory\n"
                + "UTC [1] HINT:  This error usually means\n");
    assertThat(e.why()).endsWith("Cannot allocate memory");
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws Exception {
    Path file = Files.createFile(home.resolve("file"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(TestFolders.settings(file)))
        .isInstanceOfSatisfying(
            CaravanException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.E804);
              assertThat(e.where()).contains("file");
              assertThat(e.fixes()).anyMatch(fix -> fix.contains("caravan.data-dir"));
            });
  }
}
