package io.caravan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files appear together or not at all, whatever becomes of the process. */
class OutFolderTest {

  @TempDir private Path temporary;

  private Path folder() {
    return temporary.resolve("new/out");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static long deadPid() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void nothingIsToBeSeenBeforeEverythingIsThere() throws Exception {
    OutFolder out = OutFolder.open(folder());
    Files.writeString(out.part("a.csv"), "1");
    Files.writeString(out.part("b.csv"), "2");
    assertThat(names()).allMatch(name -> name.startsWith("."));

    out.publish();
    out.discard();

    assertThat(names()).containsExactly("a.csv", "b.csv");
  }

  @Test
  void whatIsDiscardedLeavesTheFilesOfBefore() throws Exception {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("a.csv"), "before");
    OutFolder out = OutFolder.open(folder());
    Files.writeString(out.part("a.csv"), "half");

    out.discard();

    assertThat(names()).containsExactly("a.csv");
    assertThat(folder().resolve("a.csv")).hasContent("before");
  }

  @Test
  void halfFilesOfAKilledProcessGoAndCompleteOnesGetToTheirPlaces() throws Exception {
    Path part = Files.createDirectories(folder().resolve(".part-" + deadPid()));
    Files.writeString(part.resolve("a.csv"), "half");
    Path complete = Files.createDirectories(folder().resolve(".complete-" + deadPid()));
    Files.writeString(complete.resolve("b.csv"), "whole");
    long alive = ProcessHandle.current().parent().orElseThrow().pid();
    Files.createDirectories(folder().resolve(".part-" + alive));

    OutFolder.open(folder()).discard();

    assertThat(names()).containsExactly(".part-" + alive, "b.csv");
    assertThat(folder().resolve("b.csv")).hasContent("whole");
  }

  @Test
  void aFolderThatCannotBeUsedIsSaid() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThatThrownBy(() -> OutFolder.open(file.resolve("out")))
        .isInstanceOfSatisfying(
            CaravanException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.E804);
              assertThat(refusal.fixes().get(0)).contains("--out");
            });
  }

  @Test
  void onlyTheOwnerReadsThem() throws Exception {
    OutFolder out = OutFolder.open(folder());
    out.part("a.csv");
    out.publish();

    assertThat(Files.getPosixFilePermissions(folder().resolve("a.csv")).toString())
        .doesNotContain("GROUP", "OTHERS");
  }
}
