package io.caravan.singer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.JsonRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Singer messages, one a line (<a
 * href="https://github.com/singer-io/getting-started/blob/master/docs/SPEC.md">specification</a>;
 * ACTIVATE_VERSION and {@code version} as the Meltano SDK documents them).
 */
final class MessageReader {

  private static final int LONGEST_EXCERPT = 200;
  private static final JsonMapper JSON = new JsonMapper();

  private final Lines lines;
  private final RecordStore records = new RecordStore();

  MessageReader(InputStream input) {
    this.lines = new Lines(input);
  }

  /** Counted from 1. */
  long line() {
    return lines.number();
  }

  /** How many bytes the last message had. */
  int size() {
    return lines.length();
  }

  /**
   * The next message; null at the end.
   *
   * @throws CaravanException with the number of the line when it is none
   */
  Message next() throws IOException {
    if (!lines.next()) {
      return null;
    }
    Parts parts = new Parts();
    int from = lines.start();
    try {
      Envelope.read(
          lines.bytes(),
          from,
          from + lines.length(),
          (name, begin, end) -> take(name, begin, end, parts));
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage());
    } catch (IOException e) {
      throw unreadable(e.getMessage());
    }
    return message(parts);
  }

  private static final class Parts {
    private String type;
    private String stream;
    private JsonRecord record;
    private String notARecord;
    private Long version;
    private JsonNode schema;
    private List<String> key = List.of();
    private String value;
  }

  private void take(String name, int from, int to, Parts parts) throws IOException {
    switch (name) {
      case "type" -> parts.type = word(from, to);
      case "stream" -> parts.stream = word(from, to);
      case "record" -> {
        if (lines.bytes()[from] == '{') {
          parts.record = records.keep(lines.bytes(), from, to);
        } else {
          parts.notARecord = raw(from, to);
        }
      }
      case "version" -> {
        JsonNode version = tree(from, to);
        parts.version = version.isNull() ? null : Long.valueOf(version.asLong());
      }
      case "schema" -> parts.schema = tree(from, to);
      case "key_properties" -> parts.key = key(tree(from, to));
      case "value" -> {
        tree(from, to);
        parts.value = raw(from, to);
      }
      default -> {
        // Such as time_extracted.
      }
    }
  }

  private JsonNode tree(int from, int to) throws IOException {
    return JSON.readTree(lines.bytes(), from, to - from);
  }

  private String word(int from, int to) throws IOException {
    String text = raw(from, to);
    return text.indexOf('\\') < 0 && text.startsWith("\"")
        ? text.substring(1, text.length() - 1)
        : tree(from, to).asText(null);
  }

  private String raw(int from, int to) {
    return new String(lines.bytes(), from, to - from, StandardCharsets.UTF_8);
  }

  private List<String> key(JsonNode names) {
    List<String> key = new ArrayList<>();
    for (JsonNode name : names) {
      if (!name.isTextual()) {
        throw unreadable("key_properties is not a list of names");
      }
      if (!key.contains(name.textValue())) {
        key.add(name.textValue());
      }
    }
    return key;
  }

  private Message message(Parts parts) {
    if (parts.type == null) {
      throw unreadable("it has no type");
    }
    return switch (parts.type) {
      case "RECORD" -> {
        if (parts.record == null && parts.notARecord == null) {
          throw unreadable("a RECORD needs a record");
        }
        yield new Message.Record(stream(parts), parts.record, parts.notARecord, parts.version);
      }
      case "SCHEMA" -> {
        if (parts.schema == null || !parts.schema.isObject()) {
          throw unreadable("a SCHEMA needs an object as schema");
        }
        yield new Message.Schema(
            new StreamSchema(stream(parts), parts.key, JsonTypes.of(parts.schema)));
      }
      case "STATE" -> {
        if (parts.value == null) {
          throw unreadable("a STATE needs a value");
        }
        yield new Message.State(parts.value);
      }
      case "ACTIVATE_VERSION" -> {
        if (parts.version == null) {
          throw unreadable("an ACTIVATE_VERSION needs a version");
        }
        yield new Message.ActivateVersion(stream(parts), parts.version);
      }
      case "BATCH" ->
          throw CaravanException.of(ErrorCode.E314, "Caravan does not read BATCH messages")
              .where("line " + lines.number())
              .why("their records are in files beside the stream; a tap writes RECORD unless told")
              .fix("Take batch_config out of the configuration of the tap")
              .build();
      default -> throw unreadable("the type " + parts.type + " is unknown");
    };
  }

  private String stream(Parts parts) {
    if (parts.stream == null || parts.stream.isBlank()) {
      throw unreadable("it names no stream");
    }
    return parts.stream;
  }

  /** The failure for the line at hand. */
  CaravanException unreadable(String why) {
    String text =
        new String(
            lines.bytes(),
            lines.start(),
            Math.min(lines.length(), 4 * LONGEST_EXCERPT),
            StandardCharsets.UTF_8);
    String excerpt = io.caravan.error.Redactor.clean(text);
    return CaravanException.of(ErrorCode.E314, "A line is no Singer message that can be used")
        .where("line " + lines.number())
        .why(
            why
                + "; it begins with "
                + excerpt.substring(0, Math.min(LONGEST_EXCERPT, excerpt.length())))
        .fix(
            "Look at what the tap writes to stdout: it must be Singer messages and nothing else",
            "docs/singer.md")
        .build();
  }
}
