package io.caravan;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Temporary folders on the disk of the project: /tmp may be small or in memory. */
public final class UnderTarget implements TempDirFactory {

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws Exception {
    return Files.createTempDirectory(
        Files.createDirectories(Path.of("target/test-data").toAbsolutePath()), "it-");
  }
}
