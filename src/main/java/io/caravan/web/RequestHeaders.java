package io.caravan.web;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * What of a request becomes headers of a message, and back. Messages steer components by their
 * headers, so nothing comes in that is not known to be harmless, and nothing goes out that is not
 * part of an answer.
 */
final class RequestHeaders implements HeaderFilterStrategy {

  /** Of HTTP itself, and what the routes look at. */
  private static final Set<String> LET_IN =
      Set.of(
          "host",
          "connection",
          "content-type",
          "content-length",
          "transfer-encoding",
          "expect",
          "accept",
          "accept-encoding",
          "if-none-match",
          "x-hub-signature-256",
          "x-github-event");

  private static final Set<String> LET_OUT =
      Set.of(
          "content-type",
          "content-length",
          "etag",
          "link",
          "location",
          "retry-after",
          "cache-control");

  /** The name of a parameter, in a query or a form. Camel's own begin with its name. */
  private static final Pattern PARAMETER = Pattern.compile("(?i)(?!camel)[a-z][a-z0-9_-]{0,39}");

  /** Leaves of the headers of a request what may come in. */
  static void clean(MultiMap headers) {
    for (String name : List.copyOf(headers.names())) {
      if (!LET_IN.contains(name.toLowerCase(Locale.ROOT))) {
        headers.remove(name);
      }
    }
  }

  /** True keeps a header from going out. */
  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !LET_OUT.contains(name.toLowerCase(Locale.ROOT));
  }

  /** True keeps a header, or a parameter of a query or a form, from coming in. */
  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !PARAMETER.matcher(name).matches();
  }
}
