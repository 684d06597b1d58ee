package io.caravan.app;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.BindException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a failed start of Camel into words: the useful line is the innermost one, the rest is a
 * stack of wrappers.
 */
final class StartFailure {

  /** As the Quartz component says it: route, file with line, schedule. */
  private static final Pattern CRON =
      Pattern.compile(
          "route: (\\S+) \\(source: (\\S+)\\) because: CronExpression '([^']*)' is invalid");

  private StartFailure() {}

  static CaravanException explain(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    if (root instanceof BindException) {
      return CaravanException.of(ErrorCode.E803, "The port of the server is taken")
          .why(root.getMessage())
          .fix("Set another one: HTTP_PORT=8081 ./caravan serve", "See who has it: ss -ltnp")
          .cause(failure)
          .build();
    }
    Matcher cron = CRON.matcher(String.valueOf(failure.getMessage()));
    if (cron.find()) {
      return CaravanException.of(
              ErrorCode.E103, "The schedule '" + cron.group(3) + "' cannot be read")
          .where(cron.group(2) + ", route " + cron.group(1))
          .why(root.getMessage())
          .fix(
              "Six fields: second minute hour day month weekday, such as 0 0 6 * * ? for six in"
                  + " the morning",
              "./caravan validate")
          .cause(failure)
          .build();
    }
    String outer = String.valueOf(failure.getMessage());
    String inner = String.valueOf(root.getMessage());
    return CaravanException.of(ErrorCode.E105, "The routes of the project cannot be started")
        .why(outer.contains(inner) ? outer : outer + ": " + inner)
        .fix("./caravan validate")
        .cause(failure)
        .build();
  }
}
