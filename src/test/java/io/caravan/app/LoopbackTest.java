package io.caravan.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.TestDatabase;
import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody on the network reaches a project that did not ask for it. */
class LoopbackTest {

  @TempDir Path project;

  @Test
  void aProjectThatNamesNoAddressListensOnLoopbackOnly() throws Exception {
    Files.createDirectories(project.resolve("routes"));
    int server = freePort();
    int management = freePort();
    Files.writeString(
        project.resolve("application.properties"),
        """
        camel.server.port = %d
        camel.management.port = %d
        camel.management.healthCheckEnabled = true
        """
            .formatted(server, management));

    try (Caravan running = Caravan.start(settings(), Mode.SERVE)) {
      assertThat(running.context().getStatus().isStarted()).isTrue();
      assertThat(status("http://127.0.0.1:" + server + "/")).isEqualTo(404);
      assertThat(status("http://127.0.0.1:" + management + "/observe/health")).isEqualTo(200);
      assertRefusesTheNetwork(server);
      assertRefusesTheNetwork(management);
    }
  }

  @Test
  void aRouteMayAnswerOverHttpUnderServeAndDoesNotDisturbACommand() throws Exception {
    int port = freePort();
    Files.createDirectories(project.resolve("routes"));
    Files.writeString(
        project.resolve("application.properties"), "camel.server.port = %d".formatted(port));
    Files.writeString(
        project.resolve("routes/hello.camel.yaml"),
        """
        - route:
            id: hello
            from:
              uri: platform-http:/hello
              steps:
                - setBody: { constant: hello }
        """);

    try (Caravan running = Caravan.start(settings(), Mode.SERVE)) {
      assertThat(running.context().getStatus().isStarted()).isTrue();
      assertThat(status("http://127.0.0.1:" + port + "/hello")).isEqualTo(200);
      assertRefusesTheNetwork(port);
    }
    try (Caravan command = Caravan.start(settings(), Mode.COMMAND);
        ServerSocket free = new ServerSocket(port)) {
      assertThat(command.context().getStatus().isStarted()).isTrue();
      assertThat(free.isBound()).isTrue();
    }
  }

  private static void assertRefusesTheNetwork(int port) throws IOException {
    InetAddress other = otherAddress();
    try (Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress(other, port), 2000))
          .as("connecting to %s, port %d", other, port)
          .isInstanceOf(ConnectException.class);
    }
  }

  private Settings settings() {
    DatabaseAddress database = TestDatabase.create();
    return Settings.load(
        project,
        Map.of(
            "db.warehouse.url", database.jdbcUrl(),
            "db.warehouse.user", database.user(),
            "db.warehouse.password", database.password()),
        Map.of());
  }

  private static int status(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** One of the network; where there is none, 127.0.0.2, which is not the address listened on. */
  private static InetAddress otherAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .findFirst()
        .orElse(InetAddress.getByName("127.0.0.2"));
  }
}
