package io.caravan.singer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads Singer messages, one a line (<a
 * href="https://github.com/singer-io/getting-started/blob/master/docs/SPEC.md">specification</a>;
 * ACTIVATE_VERSION and {@code version} as the Meltano SDK documents them).
 */
final class MessageReader {

  private static final int LONGEST_NUMBER = 200_000;
  private static final int LONGEST_EXCERPT = 200;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(2 * Lines.LONGEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          // Python writes these, although JSON has none of them.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private static final JsonMapper TREES = new JsonMapper(JSON);

  private final Lines lines;

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
    try (JsonParser json = JSON.createParser(lines.bytes(), lines.start(), lines.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw unreadable("it is not a JSON object");
      }
      Parts parts = new Parts();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        take(json, name, parts);
      }
      return message(parts);
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage());
    }
  }

  private static final class Parts {
    private String type;
    private String stream;
    private Map<String, Object> record;
    private String notARecord;
    private Long version;
    private JsonNode schema;
    private List<String> key = List.of();
    private String value;
  }

  private void take(JsonParser json, String name, Parts parts) throws IOException {
    JsonToken token = json.nextToken();
    switch (name) {
      case "type" -> parts.type = json.getValueAsString();
      case "stream" -> parts.stream = json.getValueAsString();
      case "record" -> {
        if (token == JsonToken.START_OBJECT) {
          parts.record = JsonValues.object(json);
        } else {
          parts.notARecord = raw(json);
        }
      }
      case "version" -> parts.version = token == JsonToken.VALUE_NULL ? null : json.getLongValue();
      case "schema" -> parts.schema = TREES.readTree(json);
      case "key_properties" -> parts.key = key(TREES.readTree(json));
      case "value" -> parts.value = raw(json);
      default -> json.skipChildren();
    }
  }

  /** The bytes of a value as they stand in the line. */
  private String raw(JsonParser json) throws IOException {
    int from = (int) json.currentTokenLocation().getByteOffset();
    if (json.currentToken().isScalarValue()) {
      json.finishToken();
    } else {
      json.skipChildren();
    }
    int to = (int) json.currentLocation().getByteOffset();
    return new String(lines.bytes(), lines.start() + from, to - from, StandardCharsets.UTF_8)
        .strip();
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
