package io.caravan.singer;

import io.caravan.config.Settings;
import io.caravan.stream.Bookmarks;
import java.sql.SQLException;
import java.util.Optional;

/** Gives streams the taps they read from; one for the whole process. */
public final class SingerTaps {

  private final Settings settings;
  private final Bookmarks bookmarks;

  public SingerTaps(Settings settings, Bookmarks bookmarks) {
    this.settings = settings;
    this.bookmarks = bookmarks;
  }

  TapSettings tap(String name) {
    return new TapSettings(settings, name);
  }

  /** The state of the tap after what the stream holds, as JSON. */
  Optional<String> state(String stream) throws SQLException {
    return bookmarks.find(stream);
  }
}
