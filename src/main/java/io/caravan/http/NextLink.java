package io.caravan.http;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of the next page in a {@code Link} header (RFC 8288). */
final class NextLink {

  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern NEXT =
      Pattern.compile(";\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next\\b)");

  private NextLink() {}

  /**
   * The address, made whole; empty when there is none.
   *
   * @param header its value, or a list of values
   * @param base of the call, for links that are not whole
   */
  static String of(Object header, URI base) {
    for (Object value : header instanceof Collection<?> many ? many : List.of(text(header))) {
      Matcher link = LINK.matcher(value.toString());
      while (link.find()) {
        if (NEXT.matcher(link.group(2)).find()) {
          return whole(link.group(1).strip(), base);
        }
      }
    }
    return "";
  }

  private static String text(Object header) {
    return header == null ? "" : header.toString();
  }

  /** What is no address stays as it is: it is refused with a reason when it is called. */
  private static String whole(String link, URI base) {
    try {
      return base.resolve(link).toString();
    } catch (IllegalArgumentException e) {
      return link;
    }
  }
}
