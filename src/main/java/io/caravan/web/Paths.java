package io.caravan.web;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the path of a request says about it, as it was sent. Only paths that can be read in one way
 * are answered: what a proxy, the router and we might each take for something else is refused.
 */
final class Paths {

  /** Answered without a credential. Exactly these, so that no trick makes another path one. */
  private static final Set<String> OPEN =
      Set.of("/observe/health", "/observe/health/live", "/observe/health/ready");

  private static final Pattern AMBIGUOUS =
      Pattern.compile("//|/\\.{1,2}(?:/|$)|;|\\\\|%(?:2e|2f|5c|3b|25|[01][0-9a-f]|7f)");

  private Paths() {}

  static boolean open(String path) {
    return OPEN.contains(path);
  }

  static boolean ambiguous(String path) {
    return path == null
        || !path.startsWith("/")
        || AMBIGUOUS.matcher(path.toLowerCase(Locale.ROOT)).find();
  }
}
