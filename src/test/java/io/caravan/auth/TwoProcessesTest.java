package io.caravan.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, each with many threads, need one renewal together. */
class TwoProcessesTest {

  @TempDir Path data;

  /** One of the processes: eight threads ask for a token of an expired login. */
  public static final class Caller {
    private Caller() {}

    public static void main(String[] arguments) throws Exception {
      Path data = Path.of(arguments[0]);
      Map<String, String> keys =
          Map.of(
              "caravan.data-dir",
              arguments[0],
              "acme.client-id",
              "client-1",
              "acme.token-url",
              arguments[1],
              "acme.base-url",
              "https://api.acme.example");
      Settings settings = Settings.load(data, keys, System.getenv());
      Secrets secrets = new Secrets(settings, new SecretStore(settings));
      Tokens tokens = new Tokens(settings, secrets, Clock.systemUTC(), Duration.ofSeconds(20));
      CyclicBarrier start = new CyclicBarrier(8);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Thread thread =
            new Thread(
                () -> {
                  try {
                    start.await();
                    System.out.println(tokens.credential("acme", AuthStyle.BEARER).value());
                  } catch (Exception e) {
                    System.out.println(e);
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  @Test
  void renewOnceTogether() throws Exception {
    try (FakeProvider provider = new FakeProvider()) {
      LoginRig rig = new LoginRig(data, provider, Clock.systemUTC());
      provider.accept("bootstrap-refresh-token");
      rig.logins.set("acme", LoginPart.REFRESH_TOKEN, "bootstrap-refresh-token");

      List<Process> processes = List.of(caller(provider), caller(provider));

      for (Process process : processes) {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines().toList())
            .hasSize(8)
            .allMatch(line -> line.equals("Bearer access-token-1"));
      }
      assertThat(provider.forms()).hasSize(1);
    }
  }

  private Process caller(FakeProvider provider) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            Caller.class.getName(),
            data.toString(),
            provider.url() + "/token");
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("ACME_CLIENT_SECRET", "client-secret-5678");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }
}
