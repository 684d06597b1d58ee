package io.caravan.http;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.component.http.HttpConstants;

/** What came back, before its body is read as JSON. */
final class Answer {

  private static final int ENOUGH_OF_AN_ERROR = 64 * 1024;

  private static final Set<Integer> MOVED = Set.of(301, 302, 307, 308);

  private final int status;
  private final boolean page;
  private final String start;
  private final long bytes;
  private final String challenge;

  private Answer(int status, boolean page, String start, long bytes, String challenge) {
    this.status = status;
    this.page = page;
    this.start = start;
    this.bytes = bytes;
    this.challenge = challenge;
  }

  static Answer of(Message message) throws IOException {
    Integer status = message.getHeader(HttpConstants.HTTP_RESPONSE_CODE, Integer.class);
    String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
    String start = start(message, status / 100 == 2 ? 256 : ENOUGH_OF_AN_ERROR);
    boolean page =
        type.toLowerCase(Locale.ROOT).contains("html") || start.stripLeading().startsWith("<");
    long bytes =
        message.getBody() instanceof StreamCache cache
            ? cache.length()
            : message.getHeader(Exchange.CONTENT_LENGTH, 0L, Long.class);
    String challenge = message.getHeader("WWW-Authenticate", String.class);
    return new Answer(status, page, start, Math.max(bytes, 0), challenge);
  }

  /** The beginning of the body, which stays readable from its beginning. */
  private static String start(Message message, int length) throws IOException {
    Object body = message.getBody();
    if (body == null) {
      return "";
    }
    if (body instanceof StreamCache cache) {
      cache.reset();
    }
    InputStream in = message.getBody(InputStream.class);
    if (!in.markSupported()) {
      in = new BufferedInputStream(in, length);
    }
    if (!(body instanceof StreamCache)) {
      in.mark(length);
    }
    String start = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (body instanceof StreamCache cache) {
      cache.reset();
    } else {
      in.reset();
      message.setBody(in);
    }
    return start;
  }

  int status() {
    return status;
  }

  /** The beginning of the body; of an error as much as anybody reads. */
  String start() {
    return start;
  }

  /** How long the body is; 0 when nobody says so. */
  long bytes() {
    return bytes;
  }

  /**
   * Passes unless what was asked for is somewhere else, for good or for now.
   *
   * @param location where it is; null when the answer does not say
   */
  void checkPlace(Call call, Object location) {
    if (MOVED.contains(status) && location != null) {
      call.moveTo(NextLink.whole(location.toString(), call.uri()));
      throw Failure.moved(call, status);
    }
  }

  /** What it says; of an empty refusal what the header says that asks for a login. */
  private String message() {
    return empty() && challenge != null ? RemoteMessage.of(challenge) : RemoteMessage.of(start);
  }

  boolean empty() {
    return start.isBlank();
  }

  /**
   * Passes when there is something to read as JSON, or rightly nothing.
   *
   * @param full whether its headers say that the account takes no more calls for now
   */
  void check(Call call, boolean full) {
    if (status / 100 != 2) {
      throw full ? Failure.full(call, message()) : Failure.ofStatus(call, status, page, message());
    }
    if (page) {
      throw new Failure(
          Failure.Kind.UNEXPECTED,
          CaravanException.of(ErrorCode.E206, "A web page came back instead of JSON")
              .where(call.at())
              .why("status " + status + ", beginning: " + RemoteMessage.of(start))
              .fix("Check the base-url of the account, and whether something stands in between")
              .build());
    }
    boolean nothingExpected = status == 204 || status == 205 || call.deletes();
    if (empty() && !nothingExpected) {
      throw Failure.unreadable(call, "an empty answer");
    }
  }
}
