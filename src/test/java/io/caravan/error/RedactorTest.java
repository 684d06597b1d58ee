package io.caravan.error;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that is known appears nowhere, whatever it is wrapped in. */
class RedactorTest {

  @Test
  void takesOutEveryFormASecretTravelsIn() {
    String secret = "s3cret/&+ \"quoted\\ür";
    Redactor.register(secret);

    assertThat(Redactor.clean("a " + secret + " b")).isEqualTo("a *** b");
    assertThat(Redactor.clean("?t=" + URLEncoder.encode(secret, StandardCharsets.UTF_8)))
        .isEqualTo("?t=***");
    assertThat(
            Redactor.clean(
                Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("***");
    assertThat(Redactor.clean("{\"t\":\"s3cret/&+ \\\"quoted\\\\ür\"}"))
        .isEqualTo("{\"t\":\"***\"}");
  }

  @Test
  void takesTheLongerSecretFirst() {
    Redactor.register("longer-secret");
    Redactor.register("longer-secret-with-an-end");

    assertThat(Redactor.clean("x longer-secret-with-an-end y")).isEqualTo("x *** y");
  }

  @Test
  void leavesShortValuesAlone() {
    Redactor.register("a");
    Redactor.register("");
    Redactor.register(null);

    assertThat(Redactor.clean("a banana")).isEqualTo("a banana");
    assertThat(Redactor.clean(null)).isNull();
  }

  @Test
  void leavesTheWordsOfOurOwnMessagesAlone() {
    Redactor.register("password");
    Redactor.register("postgres");

    assertThat(Redactor.clean("chmod 600 .caravan/secrets.password, jdbc:postgresql://"))
        .isEqualTo("chmod 600 .caravan/secrets.password, jdbc:postgresql://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pipedrive.token",
        "PIPEDRIVE_TOKEN",
        "xero.client-secret",
        "XERO_CLIENT_SECRET",
        "db.warehouse.password",
        "a.access-token",
        "a.refresh-token",
        "a.api-key"
      })
  void knowsTheNamesOfSecrets(String name) {
    assertThat(Redactor.isSecretName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipedrive.client-id", "pipedrive.token-url", "db.warehouse.url"})
  void knowsWhatIsNoSecret(String name) {
    assertThat(Redactor.isSecretName(name)).isFalse();
  }

  @Test
  void cleansFailures() {
    Redactor.register("value-of-a-secret");

    CaravanException failure =
        CaravanException.of(ErrorCode.E201, "Calling with value-of-a-secret failed")
            .where("GET /?t=value-of-a-secret")
            .why("x".repeat(495) + "value-of-a-secret")
            .fix("Remove value-of-a-secret")
            .build();

    assertThat(failure.getMessage() + failure.fixes()).doesNotContain("value-of-a");
    assertThat(failure.why()).endsWith("x***");
  }

  @Test
  void keepsTwentyFivePlantedSecretsOutOfTheLog() {
    List<String> planted = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      planted.add("planted-" + i + "-" + "é&=+/".charAt(i % 5) + "-secret");
    }
    planted.forEach(Redactor::register);
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    CleanEncoder encoder = new CleanEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d %-5level [%X{pipeline}] %logger - %msg%n");
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    Logger log = context.getLogger("any." + planted.get(0));
    log.addAppender(appender);

    for (String secret : planted) {
      String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      log.info("argument {}", secret);
      log.info("Authorization: Bearer {}, ?token={}", secret, url);
      log.error(
          "failed",
          new IllegalStateException("outer " + secret, new RuntimeException("inner " + url)));
    }

    String log25 = written.toString(StandardCharsets.UTF_8);
    assertThat(log25.lines().count()).isGreaterThan(100);
    assertThat(log25).contains("***").contains("IllegalStateException");
    for (String secret : planted) {
      assertThat(log25)
          .doesNotContain(secret)
          .doesNotContain(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
  }
}
