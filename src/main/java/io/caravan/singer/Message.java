package io.caravan.singer;

import io.caravan.stream.JsonRecord;

/** What a tap says. Anything else it may write ends the reading. */
sealed interface Message {

  /** What the records of a stream look like from now on. */
  record Schema(StreamSchema schema) implements Message {}

  /**
   * A record.
   *
   * @param fields as the text of an object; null when it is none
   * @param raw as it came; null when it is an object
   * @param version of the stream as a whole; null when the tap does not count them
   */
  record Record(String stream, JsonRecord fields, String raw, Long version) implements Message {}

  /**
   * How far the tap has read.
   *
   * @param value the JSON as it came
   */
  record State(String value) implements Message {}

  /** Rows that do not belong to a version are gone in the source. */
  record ActivateVersion(String stream, long version) implements Message {}
}
