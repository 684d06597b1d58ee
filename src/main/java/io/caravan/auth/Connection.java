package io.caravan.auth;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of one remote account, all beginning with its name: {@code pipedrive.token}. */
final class Connection {

  private final String name;
  private final Settings settings;
  private final Secrets secrets;
  private volatile URI base;

  Connection(String name, Settings settings, Secrets secrets) {
    this.name = name;
    this.settings = settings;
    this.secrets = secrets;
  }

  String name() {
    return name;
  }

  /**
   * A token made by a person in the remote system; it never changes by itself. Empty where there is
   * a user too, and the settings say that the user is to log in.
   */
  Optional<String> token() {
    boolean loggedIn = byPassword() && !settings.getBoolean(name + ".token-first", true);
    return loggedIn ? Optional.empty() : secrets.find(name + ".token");
  }

  /** Whether calls are made without a login as long as there is no token. */
  boolean tokenOptional() {
    return settings.getBoolean(name + ".token-optional", false);
  }

  /** A refresh token that a person put into the settings, to begin with. */
  Optional<String> refreshToken() {
    return secrets.find(name + ".refresh-token");
  }

  /** The header a person's token travels in, where it is none of the usual ones. */
  Optional<String> tokenHeader() {
    return named("token-header").filter(header -> !header.isBlank());
  }

  /** The query parameter a person's token travels in; empty where it travels in a header. */
  Optional<String> tokenParam() {
    return named("token-param").filter(param -> !param.isBlank());
  }

  /** A name that goes out as it stands, so it may hold nothing that Camel or HTTP would read. */
  private Optional<String> named(String concept) {
    String key = name + "." + concept;
    Optional<String> set = settings.find(key).map(String::strip);
    if (set.isPresent() && !set.get().matches("(?i)(?!camel)[a-z0-9_.-]*")) {
      throw CaravanException.of(ErrorCode.E106, "The setting " + key + " cannot be used")
          .where(settings.origin(key).map(setting -> setting.place()).orElse(key))
          .why("it is a name of letters, digits, hyphens, dots and underscores")
          .fix("Change " + key)
          .build();
    }
    return set;
  }

  /** Whether the login is made with user and password, by nobody in a browser. */
  boolean byPassword() {
    return settings.find(name + ".user").isPresent();
  }

  /** User and password as the fields of the form that logs in. */
  Map<String, String> passwordFields() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "password");
    form.put(settings.get(name + ".user-field", "username"), settings.require(name + ".user"));
    form.put(
        settings.get(name + ".password-field", "password"), secrets.require(name + ".password"));
    return form;
  }

  /** Whether the application has a name of its own at the provider. */
  boolean hasClient() {
    return secrets.find(name + ".client-id").isPresent();
  }

  /** What a person can do to get in, as commands: with what is set, else with what could be set. */
  List<String> waysIn() {
    String logIn = "./caravan auth login " + name;
    if (byPassword()) {
      return List.of("./caravan secret set " + name + ".password", logIn);
    }
    List<String> ways = new ArrayList<>();
    if (!hasClient()) {
      if (knows("token")) {
        ways.add("./caravan secret set " + name + ".token");
      }
      if (knows("user")) {
        ways.add("Set " + name + ".user, then ./caravan secret set " + name + ".password");
      }
      if (knows("client-id")) {
        ways.add("Set " + name + ".client-id and " + name + ".client-secret, then " + logIn);
      }
    }
    return ways.isEmpty() ? List.of(logIn) : ways;
  }

  /** Whether the project has this setting, empty or not. */
  private boolean knows(String concept) {
    return settings.origin(name + "." + concept).isPresent();
  }

  /** How long a token lives whose answer does not tell. */
  Duration tokenLife() {
    return settings.getDuration(name + ".token-life", Duration.ofHours(1));
  }

  String clientId() {
    return secrets.require(name + ".client-id");
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

  /** How the application proves itself; by Basic unless {@code client-auth} says otherwise. */
  ClientAuth clientAuth() {
    String key = name + ".client-auth";
    return switch (settings.get(key, "basic").strip().toLowerCase(Locale.ROOT)) {
      case "basic" -> ClientAuth.BASIC;
      case "form" -> ClientAuth.FORM;
      default ->
          throw CaravanException.of(
                  ErrorCode.E106, "The setting " + key + " has a value that cannot be used")
              .where(settings.origin(key).map(setting -> setting.place()).orElse(key))
              .why("expected basic or form")
              .fix("Change " + key)
              .build();
    };
  }

  /**
   * Fields that this provider wants in each question for tokens: {@code name=value,name=value}. One
   * without a value leaves a usual field out.
   */
  Map<String, String> tokenFields() {
    return settings.find(name + ".token-fields").stream()
        .flatMap(list -> Stream.of(list.split(",")))
        .map(field -> field.strip().split("=", 2))
        .filter(field -> field.length == 2)
        .collect(
            Collectors.toMap(
                field -> field[0], field -> field[1], (one, two) -> two, LinkedHashMap::new));
  }

  /** Where calls go unless a login says otherwise. */
  URI base() {
    if (base == null) {
      base = address("base-url");
    }
    return base;
  }

  /**
   * The address a login told, if it may be called: {@code base-url} itself, this machine when
   * {@code base-url} is on it, or https at one of {@code allowed-hosts}.
   */
  URI allowed(String told) {
    URI base = base();
    URI uri;
    try {
      // Wrike tells the host alone.
      String full = told.contains("://") ? told : base.getScheme() + "://" + told;
      uri = new URI(full.endsWith("/") ? full.substring(0, full.length() - 1) : full);
    } catch (URISyntaxException e) {
      uri = URI.create("");
    }
    if (Hosts.isSafe(uri) && isKnown(uri, base)) {
      return uri;
    }
    throw CaravanException.of(
            ErrorCode.E207, "The login of " + name + " leads to a host that is not allowed")
        .where(told.replaceAll("\\p{Cntrl}", "?"))
        .why("allowed are " + base.getHost() + " and " + allowedHosts())
        .fix(
            "If the host is right, add it to " + name + ".allowed-hosts",
            "./caravan auth login " + name)
        .build();
  }

  private boolean isKnown(URI uri, URI base) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.equalsIgnoreCase(base.getHost())
        || (Hosts.isLoopback(uri) && Hosts.isLoopback(base))
        || allowedHosts().stream()
            .anyMatch(
                allowed -> allowed.startsWith(".") ? host.endsWith(allowed) : host.equals(allowed));
  }

  /** Hosts, or ends of hosts beginning with a dot, separated by commas. */
  private List<String> allowedHosts() {
    return settings.find(name + ".allowed-hosts").stream()
        .flatMap(list -> Stream.of(list.split(",")))
        .map(host -> host.strip().toLowerCase(Locale.ROOT))
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
