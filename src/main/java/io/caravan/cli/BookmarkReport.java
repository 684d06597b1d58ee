package io.caravan.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caravan.stream.Bookmark;

/** A bookmark as it is printed, exported and imported. */
record BookmarkReport(String stream, Object value, String run, String updatedAt) {

  static BookmarkReport of(Bookmark bookmark) {
    return new BookmarkReport(
        bookmark.stream(),
        Json.read(bookmark.value(), new TypeReference<Object>() {}),
        bookmark.runId(),
        StepReport.text(bookmark.updatedAt()));
  }
}
