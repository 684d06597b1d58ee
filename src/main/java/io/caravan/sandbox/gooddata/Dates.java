package io.caravan.sandbox.gooddata;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How dates are cut and written. */
final class Dates {

  /** The text of a label by its granularity, for PostgreSQL. */
  static final Map<String, String> FORMATS = new LinkedHashMap<>();

  static {
    FORMATS.put("MINUTE", "YYYY-MM-DD HH24:MI");
    FORMATS.put("HOUR", "YYYY-MM-DD HH24");
    FORMATS.put("DAY", "YYYY-MM-DD");
    FORMATS.put("WEEK", "IYYY-IW");
    FORMATS.put("MONTH", "YYYY-MM");
    FORMATS.put("QUARTER", "YYYY-Q");
    FORMATS.put("YEAR", "YYYY");
    FORMATS.put("MINUTE_OF_HOUR", "MI");
    FORMATS.put("HOUR_OF_DAY", "HH24");
    FORMATS.put("DAY_OF_WEEK", "ID");
    FORMATS.put("DAY_OF_MONTH", "DD");
    FORMATS.put("DAY_OF_YEAR", "DDD");
    FORMATS.put("WEEK_OF_YEAR", "IW");
    FORMATS.put("MONTH_OF_YEAR", "MM");
    FORMATS.put("QUARTER_OF_YEAR", "Q");
  }

  private Dates() {}

  static String format(String granularity) {
    return there(FORMATS.get(granularity), granularity);
  }

  /** So many of a granularity, as an interval. */
  static String interval(int many, String granularity) {
    String unit =
        switch (granularity) {
          case "QUARTER" -> "month";
          case "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "YEAR" ->
              granularity.toLowerCase(Locale.ROOT);
          default -> there(null, granularity);
        };
    int units = granularity.equals("QUARTER") ? many * 3 : many;
    return "interval '" + units + " " + unit + "'";
  }

  private static String there(String found, String granularity) {
    if (found == null) {
      throw Refused.bad("The granularity " + granularity + " cannot be used here.");
    }
    return found;
  }
}
