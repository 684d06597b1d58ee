package io.caravan.git;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A pattern over paths of a repository: {@code *} and {@code ?} stay within a folder, {@code **}
 * crosses folders, everything else stands for itself.
 */
final class PathPattern implements Predicate<String> {

  private final Pattern pattern;

  PathPattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else {
        char c = glob.charAt(i);
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    pattern = Pattern.compile(regex.toString());
  }

  @Override
  public boolean test(String path) {
    return pattern.matcher(path).matches();
  }
}
