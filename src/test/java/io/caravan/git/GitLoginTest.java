package io.caravan.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Repositories behind a login, and addresses that lead nowhere. */
class GitLoginTest {

  private static final String TOKEN = "ghp_s3cr3tT0ken&$x";
  private static final String ROUTES = "routes/sources/jaffle.camel.yaml";

  @TempDir Path temp;

  private Origin origin;
  private HttpServer server;
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          logged.add(event.getFormattedMessage());
          if (event.getThrowableProxy() != null) {
            logged.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
          }
        }
      };

  @BeforeEach
  void serve() throws Exception {
    origin = new Origin(temp.resolve("origin"));
    origin.write("seeds/raw_orders.csv", "id,status\n1,placed\n").commit("first");
    StringBuilder refs = new StringBuilder();
    for (Ref ref : origin.git.getRepository().getRefDatabase().getRefs()) {
      if (ref.getName().startsWith("refs/")) {
        refs.append(ref.getObjectId().name()).append('\t').append(ref.getName()).append('\n');
      }
    }
    Files.createDirectories(origin.folder.resolve(".git/info"));
    Files.writeString(origin.folder.resolve(".git/info/refs"), refs);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    ear.setContext(root.getLoggerContext());
    ear.start();
    root.addAppender(ear);
    root.setLevel(Level.DEBUG);
  }

  @AfterEach
  void stop() {
    root.setLevel(before);
    root.detachAppender(ear);
    server.stop(0);
    origin.close();
  }

  /** The plain files of the repository, which git can read too, for those who know the token. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String expected =
          "Basic " + Base64.getEncoder().encodeToString(("x-access-token:" + TOKEN).getBytes());
      Path file =
          origin.folder.resolve(".git" + exchange.getRequestURI().getPath().replace("/r.git", ""));
      if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        byte[] content = Files.readAllBytes(file);
        exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/r.git";
  }

  private static CaravanException failureOf(Map<String, String> settings) throws Exception {
    try (Shop shop = new Shop(settings, ROUTES)) {
      return shop.run("jaffle.orders").failure();
    }
  }

  @Test
  void readsWithATokenThatAppearsInNoLog() throws Exception {
    try (Shop shop = new Shop(Map.of("jaffle.repository", url(), "jaffle.token", TOKEN), ROUTES)) {
      Run run = shop.run("jaffle.orders");

      assertThat(run.failure()).isNull();
      assertThat(shop.column("status")).containsExactly("placed");
      assertThat(run.steps().get(0).notes().toString()).doesNotContain("s3cr3t");
    }
    assertThat(logged).isNotEmpty().noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void aRefusedLoginNamesTheSettingAndKeepsTheToken() throws Exception {
    CaravanException failure =
        failureOf(Map.of("jaffle.repository", url(), "jaffle.token", TOKEN + "old"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E202);
    assertThat(failure.fixes().get(0)).startsWith("Set jaffle.token");
    assertThat(failure).hasMessageNotContaining("s3cr3t");
    assertThat(logged).noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void aMissingLoginNamesTheSetting() throws Exception {
    CaravanException failure = failureOf(Map.of("jaffle.repository", url()));

    assertThat(failure.code()).isEqualTo(ErrorCode.E202);
    assertThat(failure.fixes().get(0)).startsWith("Set jaffle.token");
  }

  @Test
  void anAddressThatNobodyAnswersNamesTheSetting() throws Exception {
    int port = server.getAddress().getPort();
    server.stop(0);

    CaravanException failure =
        failureOf(Map.of("jaffle.repository", "http://127.0.0.1:" + port + "/r.git"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E321);
    assertThat(failure.where()).isEqualTo("jaffle.repository");
    assertThat(failure.why()).contains("Connection refused");
  }

  @Test
  void aFolderThatIsNoRepositoryNamesTheSetting() throws Exception {
    assertThat(failureOf(Map.of("jaffle.repository", temp.resolve("none").toString())).code())
        .isEqualTo(ErrorCode.E321);

    CaravanException empty = failureOf(Map.of("jaffle.repository", temp.toString()));
    assertThat(empty.code()).isEqualTo(ErrorCode.E321);
    assertThat(empty.where()).isEqualTo("jaffle.repository");
  }

  @Test
  void takesTheCredentialsOutOfAnAddress() {
    GitAddress address = parse("https://me:pw@host/a.git", null);

    assertThat(address).hasToString("https://host/a.git");
    assertThat(address.user()).isEqualTo("me");
    assertThat(address.password()).isEqualTo("pw");
  }

  @Test
  void refusesWhatCouldStartAProgramOrShowASecret() {
    List<String> addresses =
        List.of(
            "ext::sh -c 'touch x'",
            "ssh://git@host/a.git",
            "git@host:a/b.git",
            "ftp://host/a.git",
            "https:///a.git");
    List<String> reasons = new ArrayList<>();
    for (String address : addresses) {
      assertThatThrownBy(() -> parse(address, null))
          .isInstanceOfSatisfying(
              CaravanException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.E106);
                reasons.add(e.why());
              });
    }
    assertThat(reasons.get(0)).contains("start programs");
    assertThat(reasons.get(1)).isEqualTo(reasons.get(2)).contains("ssh is not supported");
    assertThatThrownBy(() -> parse("http://example.invalid/a.git", TOKEN))
        .hasMessageContaining("in clear")
        .hasMessageNotContaining("s3cr3t");
  }

  private static GitAddress parse(String address, String token) {
    return GitAddress.parse(address, token, Path.of(""), "jaffle.repository");
  }
}
