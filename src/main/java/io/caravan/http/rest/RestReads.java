package io.caravan.http.rest;

import io.caravan.config.Settings;
import io.caravan.stream.Bookmarks;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;

/** What all streams of {@code rest-source} share; one for the whole process. */
public final class RestReads {

  private final Bookmarks bookmarks;
  private final JqTexts jq;
  private ExecutorService threads;

  public RestReads(Settings settings, Bookmarks bookmarks) {
    this.bookmarks = bookmarks;
    this.jq = new JqTexts(settings.project().resolve("routes/sources"));
  }

  Bookmarks bookmarks() {
    return bookmarks;
  }

  JqTexts jq() {
    return jq;
  }

  /** The threads that wait for answers. Camel stops them. */
  synchronized ExecutorService threads(CamelContext camel) {
    if (threads == null) {
      threads = camel.getExecutorServiceManager().newCachedThreadPool(this, "rest-page");
    }
    return threads;
  }
}
