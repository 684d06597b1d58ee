package io.caravan.sandbox.wrike;

import io.caravan.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A place in a list together with what the list was asked for, so that a call needs to send nothing
 * else. For the caller a text without meaning.
 *
 * @param offset how many records come before
 * @param rawQuery of the first call, null for none
 */
record PageToken(String path, int offset, String rawQuery) {

  static PageToken read(String text, Request request) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split("\n", 3);
      PageToken token =
          new PageToken(parts[0], Integer.parseInt(parts[1]), parts[2].isEmpty() ? null : parts[2]);
      if (token.path.equals(request.path())) {
        return token;
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw Refused.parameter("nextPageToken is not valid");
    }
    throw Refused.parameter("nextPageToken is of another list");
  }

  String text() {
    String plain = path + "\n" + offset + "\n" + (rawQuery == null ? "" : rawQuery);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** The first call of the list, asked once more. */
  Request first() {
    return new Request("GET", path, rawQuery, Map.of(), "");
  }
}
