package io.caravan.cli.output;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caravan.stream.Bookmark;

/** A bookmark as it is printed, exported and imported. */
public record BookmarkReport(String stream, Object value, String run, String updatedAt) {

  public static BookmarkReport of(Bookmark bookmark) {
    return new BookmarkReport(
        bookmark.stream(),
        Json.read(bookmark.value(), new TypeReference<Object>() {}),
        bookmark.runId(),
        StepReport.text(bookmark.updatedAt()));
  }
}
