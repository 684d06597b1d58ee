package io.caravan.auth;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Which addresses may be called at all. */
public final class Hosts {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private Hosts() {}

  /** Whether the address stays on this machine. */
  public static boolean isLoopback(URI uri) {
    return uri.getHost() != null && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a token may be sent there: encrypted or on this machine, with a plain host and without
   * a user in front of it.
   */
  public static boolean isSafe(URI uri) {
    boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
    boolean plainOnThisMachine = "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri);
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && (encrypted || plainOnThisMachine);
  }

  /** Whether both name the same scheme, host and port. */
  public static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
