package io.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarXzTest {

  @TempDir Path parent;

  @Test
  void keepsProgramsExecutableAndLinksLinked() throws Exception {
    TarArchiveEntry program = new TarArchiveEntry("bin/program");
    program.setMode(0100755);
    TarArchiveEntry link = new TarArchiveEntry("lib/link", TarConstants.LF_SYMLINK);
    link.setLinkName("../bin/program");
    Path folder = parent.resolve("folder");

    TarXz.unpack(archive(program, link), folder);

    assertThat(Files.isExecutable(folder.resolve("bin/program"))).isTrue();
    assertThat(Files.readSymbolicLink(folder.resolve("lib/link")).toString())
        .isEqualTo("../bin/program");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "bin/../../outside", "bin/../../folder-2/file"})
  void refusesAnEntryThatLeavesTheFolder(String name) throws Exception {
    assertThatThrownBy(
            () -> TarXz.unpack(archive(new TarArchiveEntry(name)), parent.resolve("folder")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside its folder: " + name);
    assertThat(parent.toFile().list()).isNullOrEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../outside", "/etc/passwd"})
  void refusesALinkThatLeavesTheFolder(String target) throws Exception {
    TarArchiveEntry link = new TarArchiveEntry("lib/link", TarConstants.LF_SYMLINK);
    link.setLinkName(target);
    assertThatThrownBy(() -> TarXz.unpack(archive(link), parent.resolve("folder")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside its folder: " + target);
  }

  private static ByteArrayInputStream archive(TarArchiveEntry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
      for (TarArchiveEntry entry : entries) {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
