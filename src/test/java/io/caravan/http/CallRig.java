package io.caravan.http;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.caravan.auth.SecretStore;
import io.caravan.auth.Secrets;
import io.caravan.auth.TestClock;
import io.caravan.auth.Tokens;
import io.caravan.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/** The real kamelet in a real Camel, with the real settings file, against a server of the test. */
final class CallRig implements AutoCloseable {

  final WireMockServer remote =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  final TestClock clock = new TestClock();
  final Tokens tokens;
  private final Main main = new Main();
  private final ProducerTemplate template;

  CallRig(Path data) {
    this(data, Map.of("acme.token", "token-of-a-person-1234"));
  }

  CallRig(Path data, Map<String, String> more) {
    remote.start();
    Map<String, String> overrides = new HashMap<>(more);
    overrides.put("caravan.data-dir", data.toString());
    overrides.putIfAbsent("acme.base-url", "http://127.0.0.1:" + remote.port());
    Settings settings = Settings.load(Path.of("."), overrides, Map.of());
    tokens =
        new Tokens(
            settings,
            new Secrets(settings, new SecretStore(settings)),
            clock,
            Duration.ofSeconds(5));
    Properties properties = settings.toProperties();
    // Nothing begins by the clock here, and the end of a scheduler takes half a second.
    properties.remove("camel.component.quartz.enableJmx");
    properties.remove("camel.main.routesIncludePattern");
    properties.setProperty("camel.component.kamelet.location", "file:routes/kamelets");
    main.setOverrideProperties(properties);
    main.bind("httpAccounts", new HttpAccounts(settings, tokens, clock, clock::advance));
    main.start();
    template = camel().createProducerTemplate();
  }

  CamelContext camel() {
    return main.getCamelContext();
  }

  /** Calls and returns the exchange, failed or not. */
  Exchange call(String parameters, Map<String, Object> variables, Object body) {
    return template.request(
        "kamelet:http-call-action?account=acme&" + parameters,
        exchange -> {
          variables.forEach(exchange::setVariable);
          exchange.getMessage().setBody(body);
        });
  }

  Exchange get(String path) {
    return call("path=" + path, Map.of(), null);
  }

  @Override
  public void close() {
    main.stop();
    remote.stop();
  }
}
