package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sandbox in a process of its own, asked and ordered over HTTP. */
class SandboxProcessTest {

  @Test
  void saysWhereItIsAndCanBeAskedAndOrderedOverHttp() throws Exception {
    Process process = start("0");
    try (BufferedReader out = outputOf(process)) {
      String ready = out.readLine();
      assertThat(ready).matches("ready http://127\\.0\\.0\\.1:\\d+");
      Caller caller = new Caller(URI.create(ready.replace("ready ", "")));
      caller.use(caller.post("/sandbox/login", "").json().path("access_token").asText());

      caller.post(
          "/sandbox/faults",
          "{\"fault\":\"lose-reply\",\"method\":\"POST\",\"path\":\"/api/v2/deals\"}");
      assertThat(catchThrowable(() -> caller.post("/api/v2/deals", "{\"title\":\"A\"}")))
          .isNotNull();
      caller.post("/api/v2/deals", "{\"title\":\"B\"}");

      assertThat(caller.get("/sandbox/deals").json()).hasSize(2);
      JsonNode ledger = caller.get("/sandbox/ledger").json();
      assertThat(ledger).hasSize(2);
      assertThat(ledger.path(0).path("dealId").asLong()).isEqualTo(1);
      assertThat(ledger.path(0).path("body").asText()).isEqualTo("{\"title\":\"A\"}");
      JsonNode counts = caller.get("/sandbox/counts").json();
      assertThat(counts.path("created").asInt()).isEqualTo(2);
      assertThat(counts.path("calls").asInt()).isEqualTo(2);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void endsWithTheProcessThatStartedIt() throws Exception {
    String java = String.join(" ", command("0"));
    Process shell = new ProcessBuilder("sh", "-c", java + " & echo $!; wait").start();
    try (BufferedReader out = outputOf(shell)) {
      ProcessHandle sandbox = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      try {
        assertThat(out.readLine()).startsWith("ready ");

        shell.destroyForcibly();

        assertThat(sandbox.onExit()).succeedsWithin(Duration.ofSeconds(20));
      } finally {
        sandbox.destroyForcibly();
      }
    }
  }

  @Test
  void explainsHowItIsCalledWhenItIsCalledWrongly() throws Exception {
    Process process = start("here");

    assertThat(process.waitFor()).isEqualTo(64);
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("usage: Sandbox [port]");
  }

  @Test
  void obeysEveryOrderThatCanBeGivenOverHttp() {
    try (Sandbox sandbox = Sandbox.start(0)) {
      Caller caller = new Caller(sandbox);

      assertThat(
              order(
                  caller,
                  "'fault':'fail','status':402,'body':'pay','content-type':'text/plain','headers':{'x-a':'b'}"))
          .isEqualTo(204);
      Caller.Answer unpaid = caller.get("/api/v2/deals");
      assertThat(unpaid.status()).isEqualTo(402);
      assertThat(unpaid.text()).isEqualTo("pay");
      assertThat(unpaid.header("x-a")).isEqualTo("b");
      order(caller, "'fault':'fail-after','method':'POST','path':'/api/v2/deals'");
      assertThat(caller.post("/api/v2/deals", "{\"title\":\"A\"}").status()).isEqualTo(500);
      assertThat(sandbox.pipedrive().created()).isEqualTo(1);
      order(caller, "'fault':'delay','milliseconds':1");
      order(caller, "'fault':'fail','times':3");
      order(caller, "'fault':'clear'");
      order(caller, "'fault':'search-limit','calls':0");
      assertThat(caller.get("/api/v2/itemSearch?term=abc").status()).isEqualTo(429);
      order(caller, "'fault':'burst-limit','calls':0");
      assertThat(caller.get("/api/v2/deals").status()).isEqualTo(429);
      order(caller, "'fault':'burst-limit','calls':100");
      order(caller, "'fault':'daily-budget','tokens':1");
      assertThat(caller.get("/api/v2/deals").status()).isEqualTo(429);
      order(caller, "'fault':'daily-budget','tokens':100000");
      assertThat(caller.get("/api/v2/deals").status()).isEqualTo(200);
      order(caller, "'fault':'expire-access-tokens'");
      assertThat(caller.get("/api/v2/deals").status()).isEqualTo(401);

      Map<String, Object> tokens = sandbox.pipedrive().login();
      order(caller, "'fault':'strict-single-use'");
      assertThat(refresh(caller, tokens)).isEqualTo(200);
      assertThat(refresh(caller, tokens)).isEqualTo(400);
      Map<String, Object> more = sandbox.pipedrive().login();
      order(caller, "'fault':'advance-clock','seconds':5270400");
      assertThat(refresh(caller, more)).isEqualTo(400);
      Map<String, Object> most = sandbox.pipedrive().login();
      order(caller, "'fault':'revoke-grant'");
      assertThat(refresh(caller, most)).isEqualTo(400);
      assertThat(order(caller, "'fault':'earthquake'")).isEqualTo(400);
      assertThat(caller.get("/sandbox/weather").status()).isEqualTo(404);
    }
  }

  @Test
  void letsOthersHearItsTrafficButNotTheOrders() {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    try (Sandbox sandbox = Sandbox.start(0)) {
      sandbox.onExchange(exchange -> heard.add(exchange.request().target()));
      Caller caller = new Caller(sandbox);
      caller.get("/sandbox/deals");
      caller.get("/api/v2/deals?limit=1");
      caller.form("/oauth/token", Map.of("grant_type", "nothing"));
    }

    assertThat(heard).containsExactly("/api/v2/deals?limit=1", "/oauth/token");
  }

  @Test
  void answersOnTheLoopbackAddressOnly() throws Exception {
    try (Sandbox sandbox = Sandbox.start(0)) {
      assertThat(sandbox.address().getHost()).isEqualTo("127.0.0.1");
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(network.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            assertThatThrownBy(() -> new Socket(address, sandbox.address().getPort()).close())
                .isInstanceOf(IOException.class);
          }
        }
      }
    }
  }

  @Test
  void saysThatAPortIsTaken() {
    try (Sandbox first = Sandbox.start(0)) {
      assertThatThrownBy(() -> Sandbox.start(first.address().getPort()))
          .isInstanceOfSatisfying(
              CaravanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.E803));
    }
  }

  private static int order(Caller caller, String order) {
    return caller.post("/sandbox/faults", "{" + order.replace('\'', '"') + "}").status();
  }

  private static int refresh(Caller caller, Map<String, Object> tokens) {
    String token = (String) tokens.get("refresh_token");
    return caller
        .form("/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", token))
        .status();
  }

  private static Process start(String argument) throws IOException {
    return new ProcessBuilder(command(argument)).start();
  }

  private static List<String> command(String argument) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return List.of(
        java, "-XX:TieredStopAtLevel=1", "-cp", classes, Sandbox.class.getName(), argument);
  }

  private static BufferedReader outputOf(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
