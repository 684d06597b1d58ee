package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Reply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The form of every answer that is no refusal. */
final class Envelope {

  private Envelope() {}

  static Reply of(Object data) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("success", true);
    envelope.put("data", data);
    return Reply.json(200, envelope);
  }

  /** One page; the cursor is null on the last. */
  static Reply page(Object data, String nextCursor) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("success", true);
    envelope.put("data", data);
    envelope.put("additional_data", Collections.singletonMap("next_cursor", nextCursor));
    return Reply.json(200, envelope);
  }
}
