package io.caravan.auth;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of one remote account, all beginning with its name: {@code pipedrive.token}. */
final class Connection {

  private final String name;
  private final Settings settings;
  private final Secrets secrets;

  Connection(String name, Settings settings, Secrets secrets) {
    this.name = name;
    this.settings = settings;
    this.secrets = secrets;
  }

  String name() {
    return name;
  }

  /** A token made by a person in the remote system; it never changes by itself. */
  Optional<String> token() {
    return secrets.find(name + ".token");
  }

  String clientId() {
    return settings.require(name + ".client-id");
  }

  String clientSecret() {
    return secrets.require(name + ".client-secret");
  }

  URI redirectUri() {
    return address("redirect-uri");
  }

  URI authorizeUrl() {
    return address("authorize-url");
  }

  URI tokenUrl() {
    return address("token-url");
  }

  Optional<String> scope() {
    return settings.find(name + ".scope");
  }

  Optional<URI> baseUrl() {
    return settings.find(name + ".base-url").isPresent()
        ? Optional.of(address("base-url"))
        : Optional.empty();
  }

  /** Hosts, or ends of hosts beginning with a dot, that a login may send us to. */
  List<String> allowedHosts() {
    return settings.find(name + ".allowed-hosts").stream()
        .flatMap(list -> Stream.of(list.split(",")))
        .map(String::strip)
        .filter(host -> !host.isEmpty())
        .toList();
  }

  private URI address(String concept) {
    String key = name + "." + concept;
    String value = settings.require(key);
    try {
      URI uri = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
      if (Hosts.isSafe(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw unusable(key, value);
    }
    throw unusable(key, value);
  }

  private CaravanException unusable(String key, String value) {
    return CaravanException.of(
            ErrorCode.E207, "The setting " + key + " is not an address Caravan may call")
        .where(settings.origin(key).map(setting -> setting.place()).orElse(key))
        .why("it has to begin with https:// (http:// on this machine only), found '" + value + "'")
        .fix("Change " + key)
        .build();
  }
}
