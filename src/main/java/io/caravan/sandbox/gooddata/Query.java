package io.caravan.sandbox.gooddata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One SELECT over the dataset that a measure stands in, by labels, within filters. */
final class Query {

  private final Ldm ldm;
  private final String base;
  private final Map<String, String> shifts;
  private final Set<String> joins = new LinkedHashSet<>();
  private final List<String> conditions = new ArrayList<>();

  /**
   * @param base the dataset that is counted or summed
   * @param shifts by date instance, an interval that its moments are moved on by
   */
  Query(Ldm ldm, String base, Map<String, String> shifts) {
    this.ldm = ldm;
    this.base = base;
    this.shifts = shifts;
  }

  /** The column of a label as text. */
  String label(String id) {
    Ldm.Place place = ldm.label(id);
    if (place.date() == null) {
      return column(place) + "::text";
    }
    return "to_char(" + moment(place.date()) + ", '" + Dates.format(place.granularity()) + "')";
  }

  /** A column of a dataset that can be reached. */
  String column(Ldm.Place place) {
    List<String> path =
        ldm.path(base, place.dataset())
            .orElseThrow(
                () ->
                    Refused.bad(
                        "'" + place.dataset() + "' cannot be reached from '" + base + "'."));
    joins.addAll(path);
    return Ldm.column(place.dataset(), place.column());
  }

  private String moment(String date) {
    String column = column(ldm.dateFrom(base, date));
    return shifts.containsKey(date) ? "(" + column + " + " + shifts.get(date) + ")" : column;
  }

  /** Adds a filter of attributes or dates. */
  void filter(Object filter) {
    Tree.map(filter).forEach((kind, body) -> conditions.add(condition(kind, body)));
  }

  private String condition(String kind, Object body) {
    return switch (kind) {
      case "positiveAttributeFilter" -> among(body, "in", false);
      case "negativeAttributeFilter" -> among(body, "notIn", true);
      case "relativeDateFilter" -> relative(body);
      case "absoluteDateFilter" -> absolute(body);
      default -> throw Refused.bad("The filter " + kind + " is not known.");
    };
  }

  private String among(Object body, String key, boolean not) {
    String label = label(Tree.text(body, "label", "identifier", "id"));
    List<String> parts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Object value : Tree.list(body, key, "values")) {
      if (value == null) {
        parts.add(label + " is null");
      } else {
        texts.add(text(value.toString()));
      }
    }
    if (!texts.isEmpty()) {
      parts.add("coalesce(" + label + " in (" + String.join(", ", texts) + "), false)");
    }
    if (parts.isEmpty()) {
      return not ? "true" : "false";
    }
    return (not ? "not " : "") + "(" + String.join(" or ", parts) + ")";
  }

  private String relative(Object body) {
    String granularity = Tree.text(body, "granularity");
    String unit = granularity.toLowerCase(Locale.ROOT);
    int from = Integer.parseInt(Tree.text(body, "from"));
    int to = Integer.parseInt(Tree.text(body, "to"));
    String now = "date_trunc('" + unit + "', now())";
    return "date_trunc('%s', %s) between %s + %s and %s + %s"
        .formatted(
            unit,
            moment(Tree.text(body, "dataset", "identifier", "id")),
            now,
            Dates.interval(from, granularity),
            now,
            Dates.interval(to, granularity));
  }

  /** Both ends belong to it; an end without a time is a whole day. */
  private String absolute(Object body) {
    String moment = moment(Tree.text(body, "dataset", "identifier", "id"));
    String to = Tree.text(body, "to");
    String end =
        to.contains(" ")
            ? moment + " <= " + text(to) + "::timestamp"
            : moment + " < " + text(to) + "::timestamp + interval '1 day'";
    return moment + " >= " + text(Tree.text(body, "from")) + "::timestamp and " + end;
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /**
   * The statement.
   *
   * @param labels what the rows are grouped by
   * @param aggregate null for the labels alone
   */
  String sql(List<String> labels, String aggregate) {
    List<String> columns = new ArrayList<>();
    labels.forEach(label -> columns.add(label(label)));
    List<String> groups = new ArrayList<>();
    for (int i = 1; i <= labels.size(); i++) {
      groups.add(String.valueOf(i));
    }
    if (aggregate != null) {
      columns.add("(" + aggregate + ")::double precision");
    }
    return "select "
        + String.join(", ", columns)
        + " from "
        + ldm.table(base)
        + " as "
        + Database.quoted(base)
        + " "
        + String.join(" ", joins)
        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
        + (groups.isEmpty() ? "" : " group by " + String.join(", ", groups));
  }
}
