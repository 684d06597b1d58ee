package io.caravan.http.rest;

import io.caravan.config.Settings;
import io.caravan.stream.Bookmarks;
import io.caravan.stream.CatalogStream;
import io.caravan.stream.Catalogs;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;

/** What all streams of {@code rest-source} share; one for the whole process. */
public final class RestReads {

  private final Bookmarks bookmarks;
  private final Catalogs catalogs;
  private final JqTexts jq;
  private final ParentRows parents;
  private ExecutorService threads;

  /**
   * @param databases tells where the rows of a stream are
   */
  public RestReads(
      Settings settings, Bookmarks bookmarks, Function<String, ? extends DataSource> databases) {
    this.bookmarks = bookmarks;
    this.catalogs = new Catalogs(settings);
    RouteTexts sources = new RouteTexts(settings.project().resolve("routes/sources"), settings);
    this.jq = new JqTexts(sources);
    this.parents = new ParentRows(databases, sources);
  }

  /** What the catalog says of a stream; nothing where there is none. */
  Optional<CatalogStream> catalog(String stream) {
    return catalogs.find(stream);
  }

  Bookmarks bookmarks() {
    return bookmarks;
  }

  ParentRows parents() {
    return parents;
  }

  JqTexts jq() {
    return jq;
  }

  /** The clock of the machine, unless the process was given another one. */
  Clock clock(CamelContext camel) {
    Clock given = CamelContextHelper.findSingleByType(camel, Clock.class);
    return given == null ? Clock.systemUTC() : given;
  }

  /** The threads that wait for answers. Camel stops them. */
  synchronized ExecutorService threads(CamelContext camel) {
    if (threads == null) {
      threads = camel.getExecutorServiceManager().newCachedThreadPool(this, "rest-page");
    }
    return threads;
  }
}
