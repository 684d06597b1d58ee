package io.caravan.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.config.Settings;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large bodies on their way stay inside the data folder, unread by others, and leave nothing. */
class SpoolFolderTest {

  private static final long PID = ProcessHandle.current().pid();

  @TempDir private Path data;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void onlyItsOwnerMayEnterIt() throws IOException {
    Files.createDirectory(data.resolve("spool"));
    Files.setPosixFilePermissions(
        data.resolve("spool"), PosixFilePermissions.fromString("rwxrwxrwx"));

    Path folder = SpoolFolder.create(data);

    assertThat(folder).isEqualTo(data.resolve("spool").resolve(String.valueOf(PID)));
    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(mode(folder.getParent())).isEqualTo("rwx------");
  }

  @Test
  void removesWhatADeadProcessLeftAndLeavesThatOfALivingOne() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path living = data.resolve("spool/" + ProcessHandle.current().parent().orElseThrow().pid());
    Path left = data.resolve("spool/" + dead.pid());
    Path earlier = data.resolve("spool/" + PID);
    for (Path folder : List.of(living, left, earlier)) {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("cos1.tmp"), "a body");
    }

    SpoolFolder.create(data);

    assertThat(living.resolve("cos1.tmp")).exists();
    assertThat(left).doesNotExist();
    assertThat(earlier).isEmptyDirectory();
  }

  @Test
  void camelKeepsALargeBodyThereAndRemovesItWhenItStops() throws Exception {
    Settings settings =
        Settings.load(
            Path.of("").toAbsolutePath(),
            Map.of("caravan.data-dir", data.toString()),
            System.getenv());
    List<Path> during = new ArrayList<>();
    Main main = new Main();
    Properties properties = CamelProperties.of(settings, Mode.COMMAND, null);
    properties.setProperty("camel.main.routesIncludePattern", "false");
    main.setOverrideProperties(properties);
    main.configure()
        .addRoutesBuilder(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:large")
                    .process(
                        exchange -> {
                          try (Stream<Path> files = Files.walk(data.resolve("spool"))) {
                            files.filter(Files::isRegularFile).forEach(during::add);
                          }
                        });
              }
            });
    main.start();
    try {
      main.getCamelTemplate()
          .sendBody(
              "direct:large",
              new BufferedInputStream(new ByteArrayInputStream(new byte[1_000_000])));
    } finally {
      main.stop();
    }
    assertThat(during).hasSize(1);
    assertThat(data.resolve("spool/" + PID)).doesNotExist();
  }
}
