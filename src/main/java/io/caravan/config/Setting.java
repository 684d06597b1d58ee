package io.caravan.config;

/**
 * A value as written, and the place that set it, such as {@code application.properties:12}.
 *
 * @param value the text as it stands there
 * @param place for people; never parsed
 */
public record Setting(String value, String place) {}
