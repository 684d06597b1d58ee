package io.caravan.sandbox.hubspot;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Forms, what was sent with them, and the traffic of the site. The last two are old interfaces. */
final class MarketingCalls {

  private static final int MOST_SUBMISSIONS = 50;

  private final Forms forms;
  private final Traffic traffic;

  MarketingCalls(Forms forms, Traffic traffic) {
    this.forms = forms;
    this.traffic = traffic;
  }

  void addTo(Paths paths) {
    paths
        .add("GET", "/marketing/v3/forms", "forms", (request, parts) -> list(request))
        .add(
            "GET",
            "/form-integrations/v1/submissions/forms/{id}",
            "forms",
            (request, parts) -> submissions(request, parts.get("id")))
        .add(
            "GET",
            "/analytics/v2/reports/{breakdown}/{period}",
            "business-intelligence",
            (request, parts) -> report(request, parts));
  }

  private Reply list(Request request) {
    boolean archived = Boolean.parseBoolean(request.query().get("archived"));
    return Page.of(forms.list(archived), Forms.Form::number, request, 20, 500)
        .reply(Forms.Form::json);
  }

  /** Here the cursor is a position among the newest. */
  private Reply submissions(Request request, String form) {
    List<Map<String, Object>> all = forms.submissions(form);
    int limit = Page.limit(request, 20, MOST_SUBMISSIONS);
    int start = (int) Math.min(Page.after(request.query().get("after")), all.size());
    int end = Math.min(start + limit, all.size());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("results", all.subList(start, end));
    if (end < all.size()) {
      body.put("paging", Page.paging(String.valueOf(end)));
    }
    return Reply.json(200, body);
  }

  private Reply report(Request request, Map<String, String> parts) {
    if (!parts.get("breakdown").equals("sources") || !parts.get("period").equals("daily")) {
      throw Refused.notFound("The sandbox has the daily report of sources only");
    }
    LocalDate from = day(request, "start");
    LocalDate to = day(request, "end");
    if (to.isBefore(from)) {
      throw Refused.validation("end must not be before start");
    }
    return Reply.json(200, traffic.report(from, to));
  }

  private static LocalDate day(Request request, String name) {
    try {
      return LocalDate.parse(
          request.query().getOrDefault(name, ""), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeParseException e) {
      throw Refused.validation(name + " has to be a day such as 20260131");
    }
  }
}
