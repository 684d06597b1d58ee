package io.caravan.auth;

import java.util.Locale;

/** The pieces of a login that a person may set or look at (masked) one by one. */
public enum LoginPart {
  CLIENT_ID,
  CLIENT_SECRET,
  /** A code from the provider; setting it exchanges it for tokens at once. */
  CODE,
  ACCESS_TOKEN,
  REFRESH_TOKEN,
  /** A token made by a person in the remote system. */
  TOKEN;

  /** The part of this name, written with hyphens or underscores. */
  public static LoginPart of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The name with hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
