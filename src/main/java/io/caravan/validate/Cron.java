package io.caravan.validate;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.quartz.CronExpression;

/** A schedule and its zone, as a route file gives them to Quartz. */
final class Cron {

  private Cron() {}

  /** Fails with E103 when the schedule or the zone cannot be read. */
  static void check(Settings settings, String cron, String zone) {
    String schedule = resolve(settings, cron);
    if (schedule == null || schedule.isBlank()) {
      return;
    }
    try {
      new CronExpression(schedule);
    } catch (ParseException e) {
      throw unreadable(
          "The schedule '" + schedule + "' cannot be read: " + e.getMessage(),
          "Six fields: second minute hour day month weekday, such as 0 0 6 * * ? for six in the morning");
    }
    try {
      ZoneId.of(zone == null ? "UTC" : resolve(settings, zone));
    } catch (DateTimeException e) {
      throw unreadable(
          "There is no time zone '" + resolve(settings, zone) + "'",
          "Use a name such as Europe/Berlin or UTC");
    }
  }

  private static CaravanException unreadable(String what, String fix) {
    return CaravanException.of(ErrorCode.E103, what).fix(fix).build();
  }

  private static String resolve(Settings settings, String text) {
    if (text == null || !text.startsWith("{{")) {
      return text;
    }
    String inside = text.substring(2, text.length() - 2);
    int colon = inside.indexOf(':');
    return colon < 0
        ? settings.get(inside, null)
        : settings.get(inside.substring(0, colon), inside.substring(colon + 1));
  }
}
