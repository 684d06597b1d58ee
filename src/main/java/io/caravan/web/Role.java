package io.caravan.web;

import java.util.Locale;

/** What the holder of a token may do. Each role may do what the ones before it may. */
public enum Role {
  /** Look at things. */
  VIEW,
  /** Change things: add, remove, start. */
  RUN,
  /** Change who may do what. */
  ADMIN;

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  boolean mayDoWhat(Role other) {
    return compareTo(other) >= 0;
  }
}
