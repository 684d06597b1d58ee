package io.caravan.web;

import io.caravan.config.Settings;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Under which names this server may be asked, and whether somebody of this machine asks. A web page
 * whose name was made to lead here (DNS rebinding) asks under its own name.
 */
final class Addresses {

  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final Set<String> hosts = new HashSet<>(LOOPBACK);
  private final boolean boundToLoopback;

  Addresses(Settings settings) {
    String bound = settings.get("http.host", "127.0.0.1");
    hosts.add(bound.toLowerCase(Locale.ROOT));
    Arrays.stream(settings.get("web.allowed-hosts", "").split(","))
        .map(host -> host.strip().toLowerCase(Locale.ROOT))
        .filter(host -> !host.isEmpty())
        .forEach(hosts::add);
    boundToLoopback = isLoopback(bound);
  }

  /** Whether the name by which it is asked is one of ours. */
  boolean allows(HttpServerRequest request) {
    String host = request.getHeader("Host");
    return name(request) != null
        && hosts.contains(name(request))
        && (host == null || hosts.contains(withoutPort(host)));
  }

  /** The name a request goes to, without its port: in HTTP/2 it is no header. */
  private static String name(HttpServerRequest request) {
    return request.authority() == null ? null : withoutPort(request.authority().toString());
  }

  private static String withoutPort(String host) {
    return PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
  }

  /**
   * Whether the asker sits at this machine, with nothing in between that speaks for others, and
   * nobody else could ask.
   */
  boolean isLocal(HttpServerRequest request) {
    return boundToLoopback
        && request.remoteAddress() != null
        && isLoopback(request.remoteAddress().hostAddress())
        && LOOPBACK.contains(name(request))
        && !request.headers().contains("Forwarded")
        && !request.headers().contains("X-Forwarded-For")
        && !request.headers().contains("Via");
  }

  private static boolean isLoopback(String address) {
    try {
      return address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
