package io.caravan.sandbox.gooddata;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How long the time is that an execution is filtered by. */
final class Period {

  private final Object execution;
  private final String date;

  Period(Object execution, String date) {
    this.execution = execution;
    this.date = date;
  }

  /** So many of it, as an interval. */
  String interval(int many) {
    for (Object filter : Tree.list(execution, "filters")) {
      Object relative = Tree.at(filter, "relativeDateFilter");
      if (isOurs(relative)) {
        int length =
            Integer.parseInt(Tree.text(relative, "to"))
                - Integer.parseInt(Tree.text(relative, "from"))
                + 1;
        return Dates.interval(length * many, Tree.text(relative, "granularity"));
      }
      Object absolute = Tree.at(filter, "absoluteDateFilter");
      if (isOurs(absolute)) {
        long days = ChronoUnit.DAYS.between(day(absolute, "from"), day(absolute, "to")) + 1;
        return Dates.interval((int) days * many, "DAY");
      }
    }
    throw Refused.bad("A previous period needs a filter of the date '" + date + "'.");
  }

  private boolean isOurs(Object filter) {
    return date.equals(Tree.text(filter, "dataset", "identifier", "id"));
  }

  private static LocalDate day(Object filter, String end) {
    return LocalDate.parse(Tree.text(filter, end).substring(0, 10));
  }
}
