package io.caravan.singer;

import java.util.List;
import java.util.Map;

/** What the reading side hands to the storing side, in the order of the input. */
sealed interface Work {

  /**
   * Records to be stored.
   *
   * @param pages the records by stream
   * @param state how far the tap had read when the last of them came; null when it said nothing
   */
  record Batch(Map<String, Page> pages, String state) implements Work {
    boolean isEmpty() {
      return pages.isEmpty() && state == null;
    }
  }

  /**
   * Records of one stream.
   *
   * @param records as {@link io.caravan.load.LoadRequest} takes them
   * @param versioned whether the tap counts versions of the stream
   */
  record Page(List<Object> records, boolean versioned) {}

  /** A stream is new, or its records look different from now on. */
  record Schema(StreamSchema schema) implements Work {}

  /** Rows of a stream that are not of a version are gone in the source. */
  record Activate(String stream, long version) implements Work {}

  /** The end of the input, or what ended it early. */
  record End(Exception failure) implements Work {}
}
