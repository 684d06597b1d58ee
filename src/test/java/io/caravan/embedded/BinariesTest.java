package io.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BinariesTest {

  @Test
  void theVersionIsThatOfTheJarThePomNames() throws Exception {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains(
            "<postgresql-binaries.version>" + Binaries.VERSION + "</postgresql-binaries.version>");
  }
}
