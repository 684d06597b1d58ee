package io.caravan.app;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.quartz.CronExpression;

/**
 * When a pipeline starts by itself.
 *
 * @param route the route with the trigger
 * @param pipeline what it starts
 * @param cron in the notation of Quartz, seconds first
 * @param zone in which the cron is meant
 */
public record Schedule(String route, String pipeline, String cron, ZoneId zone) {

  private static final String DIRECT = "direct:";

  /** The schedules of the project, also where this process keeps them off. */
  public static List<Schedule> of(CamelContext context) {
    List<Schedule> schedules = new ArrayList<>();
    for (Route route : context.getRoutes()) {
      if (route.getEndpoint() instanceof QuartzEndpoint quartz && quartz.getCron() != null) {
        Object zone = quartz.getTriggerParameters().get("timeZone");
        // Without a zone Quartz takes the one of the machine.
        ZoneId meant =
            zone == null
                ? ZoneId.systemDefault()
                : TimeZone.getTimeZone(zone.toString()).toZoneId();
        for (String pipeline : startedBy(context, route.getId())) {
          schedules.add(new Schedule(route.getId(), pipeline, quartz.getCron(), meant));
        }
      }
    }
    return schedules;
  }

  private static List<String> startedBy(CamelContext context, String routeId) {
    RouteDefinition route =
        context
            .getCamelContextExtension()
            .getContextPlugin(Model.class)
            .getRouteDefinition(routeId);
    return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
        .stream()
        .map(ToDefinition::getEndpointUri)
        .filter(uri -> uri.startsWith(DIRECT))
        .map(uri -> uri.substring(DIRECT.length()))
        .toList();
  }

  /** The next times it starts after a moment. */
  public List<Instant> next(Instant after, int howMany) {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone(zone));
      List<Instant> times = new ArrayList<>();
      Date last = Date.from(after);
      while (times.size() < howMany && (last = expression.getNextValidTimeAfter(last)) != null) {
        times.add(last.toInstant());
      }
      return times;
    } catch (ParseException e) {
      throw CaravanException.of(ErrorCode.E103, "The schedule of " + pipeline + " is not valid")
          .where(route)
          .why(cron + ": " + e.getMessage())
          .fix("Write seconds minutes hours day month weekday, such as 0 5 4 * * ?")
          .cause(e)
          .build();
    }
  }
}
