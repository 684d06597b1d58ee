package io.caravan.http;

import io.caravan.auth.Hosts;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where a call goes. Camel resolves placeholders in addresses at run time and would send a token to
 * whatever host an address names, so nothing reaches it unchecked.
 */
final class Address {

  private static final Pattern ENCODED = Pattern.compile("[\\x21-\\x7e]*");

  private Address() {}

  /**
   * The address of a path at an account.
   *
   * @param path begins with {@code /}, or is a whole address at the same host, as links to a next
   *     page are
   */
  static URI of(URI base, String path) {
    if (path == null || path.isBlank()) {
      throw refused("no path was given", "");
    }
    if (path.contains("{{") || path.contains("}}") || path.contains("\\")) {
      throw refused("it holds characters that do not belong into an address", path);
    }
    boolean whole = path.regionMatches(true, 0, "http", 0, 4);
    if (!whole && !path.startsWith("/")) {
      throw refused("a path begins with /", path);
    }
    URI uri;
    try {
      uri = new URI(whole ? path : base + path);
    } catch (URISyntaxException e) {
      throw refused("it is not an address: " + e.getReason(), path);
    }
    if (!Hosts.isSafe(uri)) {
      throw refused("only https is allowed, and http on this machine", path);
    }
    if (!Hosts.sameOrigin(base, uri)) {
      throw refused(
          "it leads to " + uri.getAuthority() + " instead of " + base.getAuthority(), path);
    }
    return uri;
  }

  /** The query as it may be sent: already encoded, without anything that Camel would resolve. */
  static String query(String query) {
    if (query.contains("{{") || query.contains("}}") || !ENCODED.matcher(query).matches()) {
      throw refused("the query is not URL-encoded", "");
    }
    return query;
  }

  private static CaravanException refused(String why, String path) {
    return CaravanException.of(ErrorCode.E207, "An address was not called")
        .where(path.replaceAll("\\p{Cntrl}", "?").split("\\?", 2)[0])
        .why(why)
        .fix("Check the path in the route, or <account>.base-url in application.properties")
        .build();
  }
}
