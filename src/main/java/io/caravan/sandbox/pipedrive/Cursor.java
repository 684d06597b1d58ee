package io.caravan.sandbox.pipedrive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A place in a list; for the caller a text without meaning. It names the last record that was
 * shown, so that records that come or go in between neither hide nor repeat another.
 *
 * @param kind the order it belongs to; it cannot be used in another
 */
record Cursor(String kind, long updatedMillis, long id) {

  static Cursor read(String text, String kind) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split("\\|");
      Cursor cursor = new Cursor(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
      if (cursor.kind.equals(kind)) {
        return cursor;
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw Refused.parameter("cursor: Cannot be read");
    }
    throw Refused.parameter("cursor: Belongs to another list");
  }

  String text() {
    String plain = kind + "|" + updatedMillis + "|" + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  Deal place() {
    return Deal.at(id, Instant.ofEpochMilli(updatedMillis));
  }
}
