package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a real process. */
class LauncherIT {

  private static final Path LAUNCHER = Path.of("caravan").toAbsolutePath();

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  private Ended run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err));
  }

  /** A place where the launcher finds nothing built. */
  private String copyOfTheLauncher() throws IOException {
    Path copy = folder.resolve("caravan");
    Files.copy(LAUNCHER, copy);
    return copy.toString();
  }

  @Test
  void worksFromAnotherFolderThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("linked"), LAUNCHER);

    Ended version = run(List.of(link.toString(), "version", "-o", "json"), Map.of());

    assertThat(version.code()).isZero();
    assertThat(new ObjectMapper().readTree(version.out()).path("camel").asText()).isNotBlank();
  }

  @Test
  void namesTheJavaThatIsTooOld() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path java = bin.resolve("java");
    Files.writeString(
        java, "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n", StandardCharsets.UTF_8);
    assertThat(java.toFile().setExecutable(true)).isTrue();

    Ended start =
        run(
            List.of("/bin/sh", copyOfTheLauncher(), "version"),
            Map.of("PATH", bin + ":/usr/bin:/bin"));

    assertThat(start.code()).isEqualTo(78);
    assertThat(start.err())
        .contains("E811 Caravan needs Java 17 or newer", java.toString(), "it is version 11.0.2")
        .contains("next   Set JAVA_HOME");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String tool :
        List.of("dirname", "readlink", "sed", "find", "head", "mkdir", "cat", "rm", "sleep")) {
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(place + tool)) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), Path.of(place + tool));
        }
      }
    }

    Ended start =
        run(
            List.of("/bin/sh", copyOfTheLauncher(), "version"),
            Map.of("PATH", bin.toString(), "JAVA_HOME", System.getProperty("java.home")));

    assertThat(start.code()).isEqualTo(78);
    assertThat(start.err()).contains("E811 Maven is missing", "next   Install Maven 3.8");
  }
}
