package io.caravan.http.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as interfaces write them. */
final class Moment {

  /** {@code /Date(1573755038314+0000)/}, as older Microsoft serializers write it. */
  private static final Pattern DATE = Pattern.compile("/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)/");

  /**
   * Seconds since 1970 stay below this until the year 5138; milliseconds are above it since 1973.
   */
  private static final long LARGEST_SECONDS = 100_000_000_000L;

  /** How an interface wants to be given a time. */
  enum Format {
    ISO,
    ISO_SECONDS,
    ISO_LOCAL,
    DATE,
    DATE_BASIC,
    EPOCH_MS,
    EPOCH_S,
    HTTP_DATE,
    RAW
  }

  private Moment() {}

  /** Reads ISO 8601 (UTC where no zone is given), epochs and {@code /Date()/}; empty for others. */
  static Optional<Instant> parse(Object value) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value.toString().strip();
    Matcher date = DATE.matcher(text);
    if (date.matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(date.group(1))));
    }
    if (text.matches("\\d{9,15}")) {
      long number = Long.parseLong(text);
      return Optional.of(
          number < LARGEST_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
    }
    try {
      return Optional.of(iso(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant iso(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    String withT = text.replaceFirst(" ", "T").replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
    return withT.matches(".*T.*(Z|[+-]\\d\\d(:\\d\\d)?)$")
        ? OffsetDateTime.parse(withT).toInstant()
        : LocalDateTime.parse(withT).toInstant(ZoneOffset.UTC);
  }

  static String write(Instant time, Format format) {
    return switch (format) {
      case ISO, RAW -> time.toString();
      case ISO_SECONDS -> time.truncatedTo(ChronoUnit.SECONDS).toString();
      case ISO_LOCAL ->
          time.truncatedTo(ChronoUnit.SECONDS)
              .atOffset(ZoneOffset.UTC)
              .toLocalDateTime()
              .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT));
      case DATE -> time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
      case DATE_BASIC ->
          time.atOffset(ZoneOffset.UTC)
              .format(DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT));
      case EPOCH_MS -> String.valueOf(time.toEpochMilli());
      case EPOCH_S -> String.valueOf(time.getEpochSecond());
      case HTTP_DATE ->
          DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
              .format(time.atOffset(ZoneOffset.UTC));
    };
  }
}
