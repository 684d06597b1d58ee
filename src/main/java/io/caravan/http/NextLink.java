package io.caravan.http;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a next page as an answer names it, often in a {@code Link} header (RFC 8288). */
public final class NextLink {

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

  /**
   * A link as it is meant by the page it stands on (RFC 3986, 5.2). What is no address stays as it
   * is: it is refused with a reason when it is called.
   *
   * @param base the address of that page, without its query
   */
  public static String whole(String link, URI base) {
    try {
      // Java takes the last part of the path away with the query.
      return link.startsWith("?") ? withoutQuery(base) + link : base.resolve(link).toString();
    } catch (IllegalArgumentException e) {
      return link;
    }
  }

  private static String withoutQuery(URI address) {
    return address.toString().split("[?#]", 2)[0];
  }
}
