package io.caravan.people;

import java.util.regex.Pattern;

/**
 * What can be the name of a GitHub user: letters, digits and hyphens, an underscore in names that a
 * company manages (docs.github.com, "Username considerations").
 */
final class GithubName {

  static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$";

  private static final Pattern NAME = Pattern.compile(PATTERN);

  private GithubName() {}

  static boolean possible(String name) {
    return name != null && NAME.matcher(name).matches();
  }
}
