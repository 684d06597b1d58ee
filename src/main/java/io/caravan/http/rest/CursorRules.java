package io.caravan.http.rest;

import io.caravan.stream.ReadPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a stream notices what is new. The setters are parameters of the kamelet. */
public final class CursorRules {

  private String field = "";
  private Moment.Format format = Moment.Format.ISO;
  private Duration overlap = Duration.ZERO;
  private String start = "";
  private boolean filter;
  private boolean inOrder;
  private boolean newestFirst;
  private Duration window;
  private final WindowRules windows = new WindowRules();

  boolean has() {
    return !field.isEmpty();
  }

  Duration overlap() {
    return overlap;
  }

  /** Where the first read begins; empty for everything there is. */
  Optional<String> start() {
    return Optional.of(start).filter(text -> !text.isBlank()).map(windows::start);
  }

  boolean newestFirst() {
    return newestFirst;
  }

  boolean inOrder() {
    return inOrder;
  }

  /** A cursor as the interface wants to be given it. */
  String written(String cursor) {
    return format == Moment.Format.RAW
        ? cursor
        : Moment.parse(cursor).map(time -> Moment.write(time, format)).orElse(cursor);
  }

  /** The cursor of a record in the form that bookmarks keep; null when it has none. */
  String of(Object record) {
    String value = Field.text(record, field);
    return value == null || format == Moment.Format.RAW
        ? value
        : Moment.parse(value).map(Instant::toString).orElse(value);
  }

  /** A cursor of a record, or the limit when it is later; no bookmark goes beyond that. */
  String notAfter(Instant limit, String value) {
    boolean late =
        value != null
            && format != Moment.Format.RAW
            && Moment.parse(value).filter(limit::isBefore).isPresent()
            && Moment.parse(value).filter(Instant.now()::isBefore).isEmpty();
    return late ? limit.toString() : value;
  }

  /** The records at or after a cursor, when the interface itself cannot be asked for those only. */
  List<Object> since(String from, List<Object> records) {
    if (!filter || from == null) {
      return records;
    }
    List<Object> fresh = new ArrayList<>(records.size());
    for (Object record : records) {
      if (!isOld(from, record)) {
        fresh.add(record);
      }
    }
    return fresh;
  }

  /** Where a part of the stream is read from; null for everything there is. */
  String begin(ReadPlan plan) {
    return plan.from().or(this::start).orElse(null);
  }

  /** Whether a list that has the newest first holds nothing new after these records. */
  boolean endsWith(String from, List<Object> records) {
    return newestFirst
        && from != null
        && !records.isEmpty()
        && isOld(from, records.get(records.size() - 1));
  }

  private boolean isOld(String from, Object record) {
    Optional<Instant> since = Moment.parse(from);
    Optional<Instant> changed = Moment.parse(Field.text(record, field));
    return since.isPresent() && changed.isPresent() && changed.get().isBefore(since.get());
  }

  /** The pieces in which the time from the start of a read is asked for; null for none. */
  Duration window() {
    return window;
  }

  /** How pieces of time are told. */
  public WindowRules getWindows() {
    return windows;
  }

  /** A time as the interface wants to be given it. */
  String written(Instant time) {
    return Moment.write(time, format);
  }

  /** An ISO 8601 duration, such as P1D; empty to ask for the whole time at once. */
  public void setWindow(String window) {
    this.window = window.isBlank() ? null : Duration.parse(window);
  }

  public void setField(String field) {
    this.field = field;
  }

  public void setFormat(String format) {
    this.format = Moment.Format.valueOf(format.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** An ISO 8601 duration, such as PT5M or P1D. */
  public void setOverlap(String overlap) {
    this.overlap = Duration.parse(overlap);
  }

  public void setStart(String start) {
    this.start = start;
  }

  public void setFilter(boolean filter) {
    this.filter = filter;
  }

  public void setInOrder(boolean inOrder) {
    this.inOrder = inOrder;
  }

  public void setNewestFirst(boolean newestFirst) {
    this.newestFirst = newestFirst;
  }
}
