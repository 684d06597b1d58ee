package io.caravan.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.RunOptions;
import io.caravan.run.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;

/**
 * Which part of a stream one run reads, and where its bookmark goes: from the bookmark less an
 * overlap, from the beginning for a full refresh, or the part that a person asked for, which leaves
 * the bookmark alone.
 *
 * <p>A source asks for {@link #from} and {@link #to}, hands each page through {@link #take}, tells
 * each cursor it meets to {@link #seen}, and stores {@link #bookmarkJson} with the page after which
 * nothing earlier can come.
 */
public final class ReadPlan {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Clocks and time zones differ; a day does not. */
  private static final Duration FUTURE = Duration.ofDays(1);

  private final String stream;
  private final RunOptions options;
  private final Step step;
  private final boolean selected;
  private final Cursor start;
  private final Duration overlap;
  private final PartBookmarks stored;
  private final Map<String, ReadPlan> parts = new LinkedHashMap<>();
  private Cursor highest;
  private long taken;
  private boolean part;
  private Span metAll;

  /**
   * A span of time, from the first moment to just before the second.
   *
   * @param from included
   * @param to not included
   */
  public record Span(Instant from, Instant to) {}

  private ReadPlan(
      String stream,
      Step step,
      boolean selected,
      Optional<Cursor> bookmark,
      PartBookmarks stored,
      Duration overlap) {
    this.stream = stream;
    this.step = step;
    this.options = step.run().options();
    this.selected = selected;
    this.overlap = overlap;
    this.stored = stored;
    this.start = options.fullRefresh() ? null : bookmark.orElse(null);
    this.highest = start;
  }

  /**
   * Plans the reading of a stream by the run that an exchange is part of.
   *
   * @param overlap how far behind the bookmark to begin, for records that came late
   */
  public static ReadPlan of(
      Exchange exchange, Bookmarks bookmarks, String stream, Duration overlap) {
    Step step = Step.of(exchange);
    Optional<String> json = find(bookmarks, stream);
    ReadPlan plan =
        planned(
            stream,
            step,
            isSelected(exchange, stream, step),
            cursor(json),
            PartBookmarks.read(json.map(ReadPlan::json)),
            overlap);
    step.keep(plan);
    return plan;
  }

  private static ReadPlan planned(
      String stream,
      Step step,
      boolean selected,
      Optional<Cursor> bookmark,
      PartBookmarks stored,
      Duration overlap) {
    RunOptions options = step.run().options();
    if (!options.fullRefresh() && options.from().isEmpty()) {
      bookmark.ifPresent(cursor -> refuseFuture(stream, cursor));
    }
    return new ReadPlan(stream, step, selected, bookmark, stored, overlap);
  }

  /**
   * The plan of a part that has a bookmark of its own, such as one organisation of several. It
   * tells {@link #from} and hears {@link #seen}; pages are taken, and the bookmark of all parts
   * together is told, by the whole.
   */
  public ReadPlan part(String name) {
    return parts.computeIfAbsent(
        name,
        part -> planned(stream, step, selected, stored.cursor(part), PartBookmarks.NONE, overlap));
  }

  /** A stream without a catalog is wanted; it would not be in a pipeline otherwise. */
  private static boolean isSelected(Exchange exchange, String stream, Step step) {
    Catalogs catalogs = CamelContextHelper.findSingleByType(exchange.getContext(), Catalogs.class);
    boolean selected =
        catalogs == null || catalogs.find(stream).map(CatalogStream::selected).orElse(true);
    if (!selected) {
      step.note("not selected", true);
    }
    return selected;
  }

  private static Optional<String> find(Bookmarks bookmarks, String stream) {
    try {
      return bookmarks.find(stream);
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E300, "Cannot read the bookmark of " + stream)
          .why(e.getMessage())
          .fix("./caravan doctor")
          .cause(e)
          .build();
    }
  }

  /** The cursor in a bookmark: {@code {"cursor": "..."}}, or a bare text or number. */
  static Optional<Cursor> cursor(Optional<String> bookmark) {
    return bookmark
        .map(ReadPlan::json)
        .map(json -> json.isObject() ? json.path("cursor") : json)
        .filter(JsonNode::isValueNode)
        .filter(json -> !json.isNull() && !json.isBoolean())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank())
        .map(Cursor::of);
  }

  private static JsonNode json(String bookmark) {
    try {
      return JSON.readTree(bookmark);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A bookmark that is not JSON: " + bookmark, e);
    }
  }

  private static void refuseFuture(String stream, Cursor bookmark) {
    if (isAfter(bookmark, Instant.now().plus(FUTURE))) {
      throw CaravanException.of(ErrorCode.E323, "The bookmark of " + stream + " is in the future")
          .where("bookmark " + bookmark)
          .why("nothing that changes before then would ever be read")
          .fix(
              "./caravan state set " + stream + " '{\"cursor\": \"" + today() + "\"}'",
              "./caravan state reset " + stream)
          .build();
    }
  }

  private static String today() {
    return Instant.now().toString().substring(0, "2000-01-01".length()) + "T00:00:00Z";
  }

  private static boolean isAfter(Cursor cursor, Instant limit) {
    return cursor.moment().filter(limit::isBefore).isPresent();
  }

  /** The stream that is read. */
  public String stream() {
    return stream;
  }

  /** Whether the stream is wanted at all. When it is not, it yields nothing. */
  public boolean selected() {
    return selected;
  }

  /** Where to begin, included; empty for the beginning of the stream. */
  public Optional<String> from() {
    return options.from().isPresent()
        ? options.from()
        : Optional.ofNullable(start).map(cursor -> cursor.minus(overlap).toString());
  }

  /** Where to end, not included; empty for the end of the stream. */
  public Optional<String> to() {
    return options.to();
  }

  /** How many records are wanted at most. */
  public OptionalLong limit() {
    return options.limit();
  }

  /**
   * Whether reading goes from the very beginning to the end, so that a row which is not met is gone
   * from the source.
   */
  public boolean isComplete() {
    return from().isEmpty()
        && !options.isPartial()
        && !part
        && (options.fullRefresh() || parts.keySet().containsAll(stored.cursors().keySet()))
        && parts.values().stream().allMatch(ReadPlan::isComplete);
  }

  /** Says that this run does not meet all records of the stream, whatever the reason. */
  public void readsPart() {
    part = true;
  }

  /** Says that every record of this span of time was met. */
  public void metAllOf(Span span) {
    metAll = span;
  }

  /** The span of time of which every record was met; empty when there is none. */
  public Optional<Span> metAll() {
    return Optional.ofNullable(metAll);
  }

  /** Whether the bookmark follows. A backfill and a sample leave it where it is. */
  public boolean movesBookmark() {
    return !options.isPartial();
  }

  /** The records of a page that are still wanted; all of them without a limit. */
  public <T> List<T> take(List<T> page) {
    long left = limit().orElse(Long.MAX_VALUE) - taken;
    List<T> wanted = page.size() <= left ? page : page.subList(0, (int) left);
    taken += wanted.size();
    return wanted;
  }

  /** Whether as many records as wanted have been taken, so that no further page need be read. */
  public boolean isFull() {
    return taken >= limit().orElse(Long.MAX_VALUE);
  }

  /**
   * Remembers the cursor of a record when it is the highest so far. One that lies in the future,
   * such as a typing mistake in the source, is noted and does not count: the bookmark would skip
   * everything until then.
   */
  public void seen(Object cursorValue) {
    if (cursorValue == null || cursorValue.toString().isBlank()) {
      return;
    }
    Cursor cursor = Cursor.of(cursorValue);
    if (isAfter(cursor, Instant.now())) {
      step.note("cursor in the future", cursor.toString());
    } else if (highest == null || cursor.compareTo(highest) > 0) {
      highest = cursor;
    }
  }

  /** The bookmark after everything seen so far; null when it does not move. */
  public String bookmarkJson() {
    if (!parts.isEmpty()) {
      Map<String, String> read = new LinkedHashMap<>();
      parts.forEach(
          (name, part) -> {
            if (part.highest != null) {
              read.put(name, part.highest.toString());
            }
          });
      return movesBookmark() ? stored.with(read).orElse(null) : null;
    }
    return highest == null || !movesBookmark() ? null : bookmarkOf(highest.toString());
  }

  /** The bookmark that a cursor makes. */
  public static String bookmarkOf(String cursor) {
    try {
      return JSON.writeValueAsString(Map.of("cursor", cursor));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
