package io.caravan.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Writes an answer into an exchange: status, body, and no header but those of the answer. */
public final class Answers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Answers() {}

  /** A value as JSON. */
  public static void json(Exchange exchange, int status, Object value) {
    bytes(exchange, status, "application/json", written(value));
  }

  /**
   * A value as JSON with its ETag; 304 when the asker has seen exactly that.
   *
   * @param seen what the request says in {@code If-None-Match}; null for nothing
   */
  public static void jsonUnlessSeen(Exchange exchange, String seen, Object value) {
    byte[] body = written(value);
    String tag = tag(body);
    if (seen != null && covers(seen, tag)) {
      empty(exchange, 304);
    } else {
      bytes(exchange, 200, "application/json", body);
    }
    exchange.getMessage().setHeader("ETag", tag);
  }

  /** Nothing but a status. */
  public static void empty(Exchange exchange, int status) {
    bytes(exchange, status, null, new byte[0]);
  }

  /** Bytes of a type. */
  public static void bytes(Exchange exchange, int status, String type, byte[] body) {
    Message answer = exchange.getMessage();
    boolean head = "HEAD".equals(answer.getHeader(Exchange.HTTP_METHOD));
    answer.removeHeaders("*");
    answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    if (type != null) {
      answer.setHeader(Exchange.CONTENT_TYPE, type);
    }
    if (head || status == 304) {
      // Neither may have a body; how long it would be, only HEAD says.
      answer.setBody(null);
      if (head) {
        answer.setHeader(Exchange.CONTENT_LENGTH, body.length);
      }
    } else {
      // The server writes a buffer at once. An array it would read piece by piece, each on another
      // thread: 60 of them for a page of people.
      answer.setBody(ByteBuffer.wrap(body));
    }
  }

  private static byte[] written(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** FNV-1a with 64 bits: it has to tell versions of one thing apart, and keeps nothing secret. */
  private static String tag(byte[] body) {
    long hash = FNV_BASIS;
    for (byte each : body) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    return '"' + Long.toHexString(hash) + '"';
  }

  /** A proxy that packs answers marks their tags as weak; that is the same answer to us. */
  private static boolean covers(String seen, String tag) {
    return Arrays.stream(seen.split(","))
        .map(each -> each.strip().replaceFirst("^W/", ""))
        .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }
}
